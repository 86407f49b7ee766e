//! Stopping imports because their account closes (P-56).

use super::{entity::import, record::ImportState};
use crate::{Core, Result};
use realtoros_domain::ids::AccountId;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

/// Stops imports that are being written or taken back, where they are: the next batch finds this. If the closing is
/// undone, each can be gone on with or taken back. Returns how many.
pub async fn halt_all(tx: &impl ConnectionTrait, core: &Core, account: AccountId) -> Result<u64> {
    let halted = import::Entity::update_many()
        .set(import::ActiveModel {
            state: Set(ImportState::Canceled.as_str().to_owned()),
            updated_at: Set(core.now_ms()),
            ..Default::default()
        })
        .filter(import::Column::AccountId.eq(account.0))
        .filter(
            import::Column::State
                .is_in([ImportState::Running, ImportState::Undoing].map(ImportState::as_str)),
        )
        .exec(tx)
        .await?;
    Ok(halted.rows_affected)
}
