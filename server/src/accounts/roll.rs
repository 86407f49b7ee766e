//! The accounts of this installation, for announcements and counts. Ids and times only.

use super::entity::account::{Column, Entity};
use crate::{Error, Result, accounts::AccountStatus};
use realtoros_domain::ids::AccountId;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

/// Every account that works. Call it across accounts.
pub async fn active(conn: &impl ConnectionTrait) -> Result<Vec<AccountId>> {
    let ids = Entity::find()
        .filter(Column::Status.eq(AccountStatus::Active.as_str()))
        .select_only()
        .column(Column::Id)
        .order_by_asc(Column::Id)
        .into_tuple::<Uuid>()
        .all(conn)
        .await?;
    Ok(ids.into_iter().map(AccountId).collect())
}

/// Every account, whatever its state. Call it across accounts.
pub async fn all(conn: &impl ConnectionTrait) -> Result<Vec<AccountId>> {
    let ids = Entity::find().select_only().column(Column::Id).order_by_asc(Column::Id);
    Ok(ids.into_tuple::<Uuid>().all(conn).await?.into_iter().map(AccountId).collect())
}

/// When an account was opened, in milliseconds since 1970 UTC.
pub async fn opened_at(conn: &impl ConnectionTrait, account: AccountId) -> Result<i64> {
    let row = Entity::find_by_id(account.0).one(conn).await?.ok_or(Error::NotFound)?;
    Ok(row.created_at)
}
