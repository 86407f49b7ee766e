//! Queries over messages and suggestions that only this page asks. Every one is bound to an account.

use crate::{
    Result,
    outbound::{MessageState, entity as message},
};
use realtoros_domain::ids::{AccountId, LeadId};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
    sea_query::{Expr, Query},
};
use uuid::Uuid;

/// The leads for whom a draft waits, and since when; the oldest first.
pub(super) async fn drafts(
    conn: &impl ConnectionTrait,
    account: AccountId,
    most: u64,
) -> Result<Vec<(LeadId, i64)>> {
    let rows: Vec<(Uuid, i64)> = message::Entity::find()
        .filter(message::Column::AccountId.eq(account.0))
        .filter(message::Column::State.eq(MessageState::Draft.as_str()))
        .select_only()
        .column(message::Column::LeadId)
        .column(message::Column::OccurredAt)
        .order_by_asc(message::Column::OccurredAt)
        .limit(most)
        .into_tuple()
        .all(conn)
        .await?;
    Ok(rows.into_iter().map(|(lead, at)| (LeadId(lead), at)).collect())
}

/// How many drafts wait.
pub(super) async fn count_drafts(conn: &impl ConnectionTrait, account: AccountId) -> Result<u64> {
    Ok(message::Entity::find()
        .filter(message::Column::AccountId.eq(account.0))
        .filter(message::Column::State.eq(MessageState::Draft.as_str()))
        .count(conn)
        .await?)
}

/// Whether anything was ever written to a lead.
pub(super) async fn has_written(conn: &impl ConnectionTrait, account: AccountId) -> Result<bool> {
    let found = message::Entity::find()
        .filter(message::Column::AccountId.eq(account.0))
        .filter(message::Column::Direction.eq("out"))
        .filter(message::Column::State.ne(MessageState::Draft.as_str()))
        .one(conn)
        .await?;
    Ok(found.is_some())
}

/// How many suggestions of the assistant nobody has decided about.
pub(super) async fn count_suggestions(conn: &impl ConnectionTrait, account: AccountId) -> Result<u64> {
    let count = Query::select()
        .expr_as(Expr::col("id").count(), "open")
        .from("suggestion")
        .and_where(Expr::col("account_id").eq(account.0))
        .and_where(Expr::col("state").eq("open"))
        .to_owned();
    let row = conn.query_one(&count).await?;
    let open: i64 = row.map(|row| row.try_get("", "open")).transpose()?.unwrap_or_default();
    Ok(open.unsigned_abs())
}
