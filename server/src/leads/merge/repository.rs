//! Queries of merges. Every one is bound to an account.

use super::gained::MergeRecord;
use crate::{
    Core, Error, Result,
    leads::entity::{lead, merge},
    vault::KeyOwner,
};
use realtoros_domain::ids::{AccountId, LeadId};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel,
    QueryFilter, QueryOrder, sea_query::Expr,
};
use uuid::Uuid;

/// Stores a merge.
pub(super) async fn insert(
    tx: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    kept: LeadId,
    merged: LeadId,
    record: &MergeRecord,
) -> Result<Uuid> {
    let id = core.new_id();
    let key = core.vault.key(tx, KeyOwner::Lead(account, kept)).await?;
    let row = merge::Model {
        id,
        account_id: account.0,
        kept_id: kept.0,
        merged_id: merged.0,
        merged_at: core.now_ms(),
        undone_at: None,
        sealed: key.seal(account, id, record)?,
    };
    merge::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx).await?;
    Ok(id)
}

/// The merge `id`, if it holds.
pub(super) async fn load(
    conn: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    id: Uuid,
) -> Result<(merge::Model, MergeRecord)> {
    let row = merge::Entity::find_by_id(id)
        .filter(merge::Column::AccountId.eq(account.0))
        .filter(merge::Column::UndoneAt.is_null())
        .one(conn)
        .await?
        .ok_or(Error::NotFound)?;
    let key = core.vault.key(conn, KeyOwner::Lead(account, LeadId(row.kept_id))).await?;
    let record = key.open(account, id, &row.sealed)?;
    Ok((row, record))
}

/// The merges into `kept` that hold, newest first.
pub(super) async fn of_lead(
    conn: &impl ConnectionTrait,
    account: AccountId,
    kept: LeadId,
) -> Result<Vec<merge::Model>> {
    Ok(merge::Entity::find()
        .filter(merge::Column::AccountId.eq(account.0))
        .filter(merge::Column::KeptId.eq(kept.0))
        .filter(merge::Column::UndoneAt.is_null())
        .order_by_desc(merge::Column::MergedAt)
        .order_by_desc(merge::Column::Id)
        .all(conn)
        .await?)
}

/// Marks a merge as taken back; what it gained is no longer needed.
pub(super) async fn close(tx: &impl ConnectionTrait, account: AccountId, id: Uuid, now: i64) -> Result<()> {
    let columns =
        merge::ActiveModel { undone_at: Set(Some(now)), sealed: Set(Vec::new()), ..Default::default() };
    merge::Entity::update_many()
        .set(columns)
        .filter(merge::Column::Id.eq(id))
        .filter(merge::Column::AccountId.eq(account.0))
        .exec(tx)
        .await?;
    Ok(())
}

/// Lets leads that point to `from` point to `to`; says how many there were. `None` is a lead of its own.
pub(super) async fn point(
    tx: &impl ConnectionTrait,
    account: AccountId,
    leads: &[LeadId],
    from: Option<LeadId>,
    to: Option<LeadId>,
) -> Result<u64> {
    let query = lead::Entity::update_many()
        .col_expr(lead::Column::MergedInto, Expr::value(to.map(|id| id.0)))
        .filter(lead::Column::AccountId.eq(account.0))
        .filter(lead::Column::Id.is_in(leads.iter().map(|id| id.0)));
    let query = match from {
        Some(id) => query.filter(lead::Column::MergedInto.eq(id.0)),
        None => query.filter(lead::Column::MergedInto.is_null()),
    };
    Ok(query.exec(tx).await?.rows_affected)
}
