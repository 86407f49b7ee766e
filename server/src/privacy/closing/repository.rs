//! Queries of closings and holds, and the status of accounts.

use super::entity::{closing, hold};
use crate::{Core, Error, Result};
use realtoros_domain::{
    closing::{Lifecycle, UNDO_MS},
    ids::{AccountId, LeadId},
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
    sea_query::{Expr, OnConflict, Query},
};
use uuid::Uuid;

/// Where an account is in its life, with the row of its closing. The rows stay locked until the transaction ends.
pub(super) async fn locked(
    tx: &impl ConnectionTrait,
    account: AccountId,
) -> Result<(Lifecycle, Option<closing::Model>)> {
    let mut status = Query::select();
    status.column("status").from("account").and_where(Expr::col("id").eq(account.0)).lock_exclusive();
    let row = tx.query_one(&status).await?.ok_or(Error::NotFound)?;
    let status: String = row.try_get("", "status")?;
    let row = closing::Entity::find_by_id(account.0).lock_exclusive().one(tx).await?;
    Ok((Lifecycle::from_stored(&status, row.as_ref().map(|row| row.asked_at)), row))
}

/// The same without a lock.
pub(super) async fn found(conn: &impl ConnectionTrait, account: AccountId) -> Result<Lifecycle> {
    let mut status = Query::select();
    status.column("status").from("account").and_where(Expr::col("id").eq(account.0));
    let row = conn.query_one(&status).await?.ok_or(Error::NotFound)?;
    let status: String = row.try_get("", "status")?;
    let row = closing::Entity::find_by_id(account.0).one(conn).await?;
    Ok(Lifecycle::from_stored(&status, row.map(|row| row.asked_at)))
}

/// Stores where the account is now.
pub(super) async fn set_status(tx: &impl ConnectionTrait, account: AccountId, to: &Lifecycle) -> Result<()> {
    let change = Query::update()
        .table("account")
        .value("status", to.as_str())
        .and_where(Expr::col("id").eq(account.0))
        .to_owned();
    tx.execute(&change).await?;
    Ok(())
}

/// Notes when closing was asked for.
pub(super) async fn begin(tx: &impl ConnectionTrait, account: AccountId, asked_at: i64) -> Result<()> {
    let row = closing::ActiveModel {
        account_id: Set(account.0),
        asked_at: Set(asked_at),
        begun_at: Set(None),
        counts: Set("{}".to_owned()),
    };
    closing::Entity::insert(row)
        .on_conflict(
            OnConflict::column(closing::Column::AccountId)
                .update_columns([closing::Column::AskedAt, closing::Column::BegunAt, closing::Column::Counts])
                .to_owned(),
        )
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// Notes that deleting has begun, and what there was.
pub(super) async fn note_begun(
    tx: &impl ConnectionTrait,
    account: AccountId,
    at: i64,
    counts: String,
) -> Result<()> {
    closing::Entity::update_many()
        .set(closing::ActiveModel { begun_at: Set(Some(at)), counts: Set(counts), ..Default::default() })
        .filter(closing::Column::AccountId.eq(account.0))
        .exec(tx)
        .await?;
    Ok(())
}

/// Forgets that closing was asked for.
pub(super) async fn forget(tx: &impl ConnectionTrait, account: AccountId) -> Result<()> {
    closing::Entity::delete_by_id(account.0).exec(tx).await?;
    Ok(())
}

/// The accounts whose thirty days are over at `now`, longest first, held ones and half-purged ones included.
pub(super) async fn due(conn: &impl ConnectionTrait, now: i64) -> Result<Vec<AccountId>> {
    let ids: Vec<Uuid> = closing::Entity::find()
        .filter(closing::Column::AskedAt.lte(now.saturating_sub(UNDO_MS)))
        .order_by_asc(closing::Column::AskedAt)
        .select_only()
        .column(closing::Column::AccountId)
        .into_tuple()
        .all(conn)
        .await?;
    Ok(ids.into_iter().map(AccountId).collect())
}

/// How many accounts are closing and have days left.
pub(super) async fn count_waiting(conn: &impl ConnectionTrait, now: i64) -> Result<u64> {
    let query = closing::Entity::find().filter(closing::Column::AskedAt.gt(now.saturating_sub(UNDO_MS)));
    Ok(query.count(conn).await?)
}

/// The holds that stand: on the account or any of its leads; with a lead, those on it or on the whole account.
fn standing(account: AccountId, lead: Option<LeadId>) -> Condition {
    let mut standing =
        Condition::all().add(hold::Column::AccountId.eq(account.0)).add(hold::Column::ReleasedAt.is_null());
    if let Some(lead) = lead {
        standing = standing.add(hold::Column::LeadId.eq(lead.0).or(hold::Column::LeadId.is_null()));
    }
    standing
}

/// How many holds stand in the way of deleting.
pub(super) async fn count_holds(
    conn: &impl ConnectionTrait,
    account: AccountId,
    lead: Option<LeadId>,
) -> Result<u64> {
    Ok(hold::Entity::find().filter(standing(account, lead)).count(conn).await?)
}

/// Stores a hold.
pub(super) async fn place_hold(
    tx: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    lead: Option<LeadId>,
) -> Result<()> {
    let row = hold::ActiveModel {
        id: Set(core.new_id()),
        account_id: Set(account.0),
        lead_id: Set(lead.map(|lead| lead.0)),
        placed_at: Set(core.now_ms()),
        released_at: Set(None),
    };
    hold::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// Releases the holds of exactly this: of the account as a whole, or of one lead. Returns how many there were.
pub(super) async fn release_holds(
    tx: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    lead: Option<LeadId>,
) -> Result<u64> {
    let whose = match lead {
        Some(lead) => hold::Column::LeadId.eq(lead.0),
        None => hold::Column::LeadId.is_null(),
    };
    let released = hold::Entity::update_many()
        .set(hold::ActiveModel { released_at: Set(Some(core.now_ms())), ..Default::default() })
        .filter(hold::Column::AccountId.eq(account.0))
        .filter(hold::Column::ReleasedAt.is_null())
        .filter(whose)
        .exec(tx)
        .await?;
    Ok(released.rows_affected)
}
