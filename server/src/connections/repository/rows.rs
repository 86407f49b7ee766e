//! Rows of connections.

use super::busy_row;
use crate::{
    Core, Error, Result,
    accounts::ProviderName,
    connections::{Connection, Part, entity::connection, record::OwnerRecord},
    db,
    vault::KeyOwner,
};
use realtoros_domain::ids::{AccountId, UserId};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel,
    QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

/// The state of a connection that works.
pub(in crate::connections) const ACTIVE: &str = "active";
/// The state of one that the provider has ended; its token is gone.
pub(in crate::connections) const ENDED: &str = "ended";

/// Every connection that works and serves `part`, across accounts: what a timer goes through.
pub async fn connected(core: &Core, part: Part) -> Result<Vec<(AccountId, Uuid)>> {
    let query = connection::Entity::find()
        .filter(connection::Column::State.eq(ACTIVE))
        .filter(connection::Column::Parts.contains(part.as_str()))
        .order_by_asc(connection::Column::Id);
    let rows = db::across(query.all(core.db.read())).await?;
    Ok(rows.into_iter().map(|row| (AccountId(row.account_id), row.id)).collect())
}

/// Whether the connection `id` of an account works and serves `part`.
pub async fn serves(conn: &impl ConnectionTrait, account: AccountId, id: Uuid, part: Part) -> Result<bool> {
    let found = of(account).filter(connection::Column::Id.eq(id)).one(conn).await?;
    Ok(found.is_some_and(|row| row.state == ACTIVE && Part::read_all(&row.parts).contains(&part)))
}

/// One connection of an account.
pub async fn load(core: &Core, account: AccountId, id: Uuid) -> Result<Connection> {
    let conn = core.db.read();
    opened(conn, core, row(conn, account, id).await?).await
}

/// Its row.
pub(in crate::connections) async fn row(
    conn: &impl ConnectionTrait,
    account: AccountId,
    id: Uuid,
) -> Result<connection::Model> {
    of(account).filter(connection::Column::Id.eq(id)).one(conn).await?.ok_or(Error::NotFound)
}

/// The connections of an account; of one member only if one is given.
pub(in crate::connections) async fn rows(
    conn: &impl ConnectionTrait,
    account: AccountId,
    member: Option<UserId>,
) -> Result<Vec<connection::Model>> {
    let mut query = of(account).order_by_asc(connection::Column::Id);
    if let Some(member) = member {
        query = query.filter(connection::Column::MemberId.eq(member.0));
    }
    Ok(query.all(conn).await?)
}

/// What a row says, opened.
pub(in crate::connections) async fn opened(
    conn: &impl ConnectionTrait,
    core: &Core,
    row: connection::Model,
) -> Result<Connection> {
    let owner = owner(conn, core, &row).await?;
    let read = busy_row(conn, AccountId(row.account_id), row.id).await?;
    Ok(Connection {
        id: row.id,
        account: AccountId(row.account_id),
        member: UserId(row.member_id),
        provider: provider(&row.provider)?,
        parts: Part::read_all(&row.parts),
        address_of_owner: owner.address,
        connected_at: row.connected_at,
        ended_at: row.ended_at,
        synced_at: read.map(|read| read.synced_at),
    })
}

/// Whose calendar or mailbox a row is about.
pub(in crate::connections) async fn owner(
    conn: &impl ConnectionTrait,
    core: &Core,
    row: &connection::Model,
) -> Result<OwnerRecord> {
    let account = AccountId(row.account_id);
    Ok(core.vault.key(conn, KeyOwner::Account(account)).await?.open(account, row.id, &row.sealed)?)
}

/// The provider with that name.
pub(in crate::connections) fn provider(name: &str) -> Result<ProviderName> {
    name.parse().map_err(|()| Error::Internal(format!("unknown provider {name}")))
}

/// Stores a row that is new.
pub(in crate::connections) async fn insert(tx: &impl ConnectionTrait, row: connection::Model) -> Result<()> {
    connection::Entity::insert(row.into_active_model()).exec_without_returning(tx).await?;
    Ok(())
}

/// Changes columns of a row.
pub(in crate::connections) async fn update(
    tx: &impl ConnectionTrait,
    id: Uuid,
    columns: connection::ActiveModel,
) -> Result<()> {
    connection::ActiveModel { id: Set(id), ..columns }.update(tx).await?;
    Ok(())
}

/// Removes a row.
pub(in crate::connections) async fn delete(
    tx: &impl ConnectionTrait,
    account: AccountId,
    id: Uuid,
) -> Result<()> {
    connection::Entity::delete_many()
        .filter(connection::Column::AccountId.eq(account.0))
        .filter(connection::Column::Id.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}

/// The connection of a member at a provider, locked until the transaction ends.
pub(in crate::connections) async fn locked(
    tx: &impl ConnectionTrait,
    account: AccountId,
    member: UserId,
    provider: ProviderName,
) -> Result<Option<connection::Model>> {
    let query = of(account)
        .filter(connection::Column::MemberId.eq(member.0))
        .filter(connection::Column::Provider.eq(provider.as_str()));
    Ok(query.lock_exclusive().one(tx).await?)
}

fn of(account: AccountId) -> sea_orm::Select<connection::Entity> {
    connection::Entity::find().filter(connection::Column::AccountId.eq(account.0))
}
