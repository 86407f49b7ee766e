//! Stopping newsletters because their account closes (P-56).

use super::{entity::newsletter, repository::in_state};
use crate::{Core, Result};
use realtoros_domain::{ids::AccountId, newsletter::State};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

/// Puts the newsletters that are being sent back to approved: the job that sends one finds this at its next batch.
/// Returns how many.
pub async fn halt_all(tx: &impl ConnectionTrait, core: &Core, account: AccountId) -> Result<u64> {
    let halted = newsletter::Entity::update_many()
        .set(newsletter::ActiveModel { updated_at: Set(core.now_ms()), ..in_state(State::Approved) })
        .filter(newsletter::Column::AccountId.eq(account.0))
        .filter(newsletter::Column::State.eq(State::Sending.as_str()))
        .exec(tx)
        .await?;
    Ok(halted.rows_affected)
}
