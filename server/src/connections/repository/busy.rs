//! Busy times of connections.

use crate::{
    Core, Result,
    connections::{entity::busy, record::BusyRecord},
    vault::KeyOwner,
};
use realtoros_domain::ids::AccountId;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter};
use uuid::Uuid;

/// The busy times of a connection, as they lie there.
pub(in crate::connections) async fn busy_row(
    conn: &impl ConnectionTrait,
    account: AccountId,
    connection: Uuid,
) -> Result<Option<busy::Model>> {
    let query = busy::Entity::find()
        .filter(busy::Column::AccountId.eq(account.0))
        .filter(busy::Column::ConnectionId.eq(connection));
    Ok(query.one(conn).await?)
}

/// The same, opened.
pub(in crate::connections) async fn busy(
    conn: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    connection: Uuid,
) -> Result<Option<(i64, BusyRecord)>> {
    let Some(row) = busy_row(conn, account, connection).await? else { return Ok(None) };
    let key = core.vault.key(conn, KeyOwner::Account(account)).await?;
    Ok(Some((row.synced_at, key.open(account, row.id, &row.sealed)?)))
}

/// Puts new busy times in the place of the old ones.
pub(in crate::connections) async fn replace_busy(
    tx: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    connection: Uuid,
    record: &BusyRecord,
) -> Result<()> {
    delete_busy(tx, account, connection).await?;
    let id = core.new_id();
    let key = core.vault.key(tx, KeyOwner::Account(account)).await?;
    let sealed = key.seal(account, id, record)?;
    let row = busy::Model {
        id,
        account_id: account.0,
        connection_id: connection,
        synced_at: core.now_ms(),
        sealed,
    };
    busy::Entity::insert(row.into_active_model()).exec_without_returning(tx).await?;
    Ok(())
}

/// Deletes the busy times of a connection.
pub(in crate::connections) async fn delete_busy(
    tx: &impl ConnectionTrait,
    account: AccountId,
    connection: Uuid,
) -> Result<()> {
    busy::Entity::delete_many()
        .filter(busy::Column::AccountId.eq(account.0))
        .filter(busy::Column::ConnectionId.eq(connection))
        .exec(tx)
        .await?;
    Ok(())
}

/// Deletes busy times of all accounts that were read before an instant: they say nothing about now.
pub(in crate::connections) async fn delete_stale(core: &Core, before: i64) -> Result<()> {
    busy::Entity::delete_many().filter(busy::Column::SyncedAt.lt(before)).exec(core.db.write()).await?;
    Ok(())
}
