//! A database that was restored says so until everything that was erased since has been erased again (P-58).

use super::entity::{ActiveModel, Column, Entity};
use crate::{Core, Error, Result, privacy::erasure};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter};
use uuid::Uuid;

/// Marks the database as restored, in the transaction that restores it.
pub(super) async fn set(tx: &impl ConnectionTrait, core: &Core, backup: Uuid) -> Result<()> {
    Entity::delete_many().exec(tx).await?;
    let row = ActiveModel { id: Set(backup), restored_at: Set(core.now_ms()), replayed_at: Set(None) };
    Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// Refuses to work on a database that was restored and in which nothing has been erased again yet.
pub async fn refuse_unreplayed(core: &Core) -> Result<()> {
    let open = Entity::find().filter(Column::ReplayedAt.is_null()).count(core.db.read()).await?;
    if open == 0 {
        return Ok(());
    }
    Err(Error::invalid(
        "this database was restored from a backup, and what was erased since has not been erased again: \
         run `realtoros backup replay` first",
    ))
}

/// Erases again whatever the ledger of deletions names, and takes the mark away. Returns how many erasures were done
/// again; it may be run as often as anybody likes.
pub async fn replay(core: &Core) -> Result<u64> {
    let replayed = erasure::replay(core).await?;
    Entity::update_many()
        .set(ActiveModel { replayed_at: Set(Some(core.now_ms())), ..Default::default() })
        .filter(Column::ReplayedAt.is_null())
        .exec(core.db.write())
        .await?;
    Ok(replayed)
}
