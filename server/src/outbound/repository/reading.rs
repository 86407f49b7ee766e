//! Queries for people who read: the inbox and a lead's timeline. Every query is bound to an account.

use super::{
    super::{
        HISTORY, MessageState,
        entity::{ActiveModel, Column, Entity, Model},
        state,
    },
    rows::open_all,
};
use crate::{Core, Result};
use realtoros_domain::ids::{AccountId, LeadId};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, sea_query::Expr,
};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// The words that were last sent to a lead on a channel.
pub async fn last_sent(
    conn: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    lead: LeadId,
    channel: realtoros_domain::Channel,
) -> Result<Option<String>> {
    let row = Entity::find()
        .filter(Column::AccountId.eq(account.0))
        .filter(Column::LeadId.eq(lead.0))
        .filter(Column::Channel.eq(channel.as_str()))
        .filter(Column::Direction.eq("out"))
        .filter(Column::Purpose.ne(HISTORY))
        .filter(Column::State.is_in(state::names(MessageState::LEFT)))
        .order_by_desc(Column::OccurredAt)
        .limit(1)
        .one(conn)
        .await?;
    let opened = open_all(conn, core, account, row.into_iter().collect()).await?;
    Ok(opened.into_iter().next().map(|(_, record)| record.text))
}

/// The newest messages that passed between these leads and us.
pub async fn newest_said(
    conn: &impl ConnectionTrait,
    account: AccountId,
    leads: &[LeadId],
    limit: u64,
) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(Column::AccountId.eq(account.0))
        .filter(Column::LeadId.is_in(leads.iter().map(|lead| lead.0)))
        .filter(Column::State.is_in(state::names(MessageState::SAID)))
        .order_by_desc(Column::OccurredAt)
        .order_by_desc(Column::Id)
        .limit(limit)
        .all(conn)
        .await?)
}

/// Where a thread stands in the inbox: what nobody has read comes first, then drafts that wait, then the newest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ThreadPlace {
    /// 0 with messages that nobody has read, 1 with a draft that waits, 2 otherwise.
    pub rank: i32,
    /// The time of the newest message, in milliseconds since 1970 UTC.
    pub at: i64,
    /// With whom.
    pub lead: LeadId,
}

/// The threads below `after`, at most `limit`. Notes and newsletters make no thread.
pub async fn thread_places(
    conn: &impl ConnectionTrait,
    account: AccountId,
    after: Option<ThreadPlace>,
    limit: u64,
) -> Result<Vec<ThreadPlace>> {
    let waits: Expr = Expr::case(Column::Direction.eq("in").and(Column::ReadAt.is_null()), 0)
        .case(Column::State.eq(MessageState::Draft.as_str()), 1)
        .finally(2)
        .into();
    let (rank, newest) = (waits.min(), Column::OccurredAt.max());
    let mut query = in_inbox(account)
        .select_only()
        .column(Column::LeadId)
        .expr_as(rank.clone(), "rank")
        .expr_as(newest.clone(), "newest")
        .group_by(Column::LeadId);
    if let Some(after) = after {
        let later = newest.clone().eq(after.at).and(Column::LeadId.lt(after.lead.0));
        let below = rank.clone().eq(after.rank).and(newest.lt(after.at).or(later));
        query = query.having(rank.gt(after.rank).or(below));
    }
    let found: Vec<(Uuid, i32, i64)> = query
        .order_by_asc(Expr::col("rank"))
        .order_by_desc(Expr::col("newest"))
        .order_by_desc(Column::LeadId)
        .limit(limit)
        .into_tuple()
        .all(conn)
        .await?;
    Ok(found.into_iter().map(|(lead, rank, at)| ThreadPlace { rank, at, lead: LeadId(lead) }).collect())
}

/// The newest message of each of these threads, in their order.
pub async fn newest_of(
    conn: &impl ConnectionTrait,
    account: AccountId,
    threads: &[ThreadPlace],
) -> Result<Vec<Model>> {
    let rows = in_inbox(account)
        .filter(Column::LeadId.is_in(threads.iter().map(|thread| thread.lead.0)))
        .filter(Column::OccurredAt.is_in(threads.iter().map(|thread| thread.at)))
        .order_by_asc(Column::Id)
        .all(conn)
        .await?;
    let mut newest: HashMap<(Uuid, i64), Model> =
        rows.into_iter().map(|row| ((row.lead_id, row.occurred_at), row)).collect();
    Ok(threads.iter().filter_map(|thread| newest.remove(&(thread.lead.0, thread.at))).collect())
}

fn in_inbox(account: AccountId) -> sea_orm::Select<Entity> {
    Entity::find()
        .filter(Column::AccountId.eq(account.0))
        .filter(Column::Channel.ne("note"))
        .filter(Column::Purpose.ne("newsletter"))
        .filter(Column::State.ne(MessageState::Canceled.as_str()))
}

fn not_read(account: AccountId) -> sea_orm::Select<Entity> {
    Entity::find()
        .filter(Column::AccountId.eq(account.0))
        .filter(Column::Direction.eq("in"))
        .filter(Column::ReadAt.is_null())
}

/// How many messages of each lead nobody has read, and when the newest of them came.
pub async fn unread_by_lead(
    conn: &impl ConnectionTrait,
    account: AccountId,
    leads: &[LeadId],
) -> Result<HashMap<LeadId, (u64, i64)>> {
    let counts: Vec<(Uuid, i64, i64)> = not_read(account)
        .filter(Column::LeadId.is_in(leads.iter().map(|lead| lead.0)))
        .select_only()
        .column(Column::LeadId)
        .column_as(Column::Id.count(), "unread")
        .column_as(Column::OccurredAt.max(), "newest")
        .group_by(Column::LeadId)
        .into_tuple()
        .all(conn)
        .await?;
    let counts = counts.into_iter().map(|(lead, count, at)| (LeadId(lead), (count.unsigned_abs(), at)));
    Ok(counts.collect())
}

/// Those of these leads for whom a draft waits.
pub async fn with_drafts(
    conn: &impl ConnectionTrait,
    account: AccountId,
    leads: &[LeadId],
) -> Result<HashSet<Uuid>> {
    let found: Vec<Uuid> = Entity::find()
        .filter(Column::AccountId.eq(account.0))
        .filter(Column::LeadId.is_in(leads.iter().map(|lead| lead.0)))
        .filter(Column::State.eq(MessageState::Draft.as_str()))
        .select_only()
        .column(Column::LeadId)
        .into_tuple()
        .all(conn)
        .await?;
    Ok(found.into_iter().collect())
}

/// How many messages nobody has read.
pub async fn unread(conn: &impl ConnectionTrait, account: AccountId) -> Result<u64> {
    Ok(not_read(account).count(conn).await?)
}

/// Marks the messages of a lead as read; says how many there were.
pub async fn mark_read(
    conn: &impl ConnectionTrait,
    account: AccountId,
    lead: LeadId,
    now: i64,
) -> Result<u64> {
    let columns = ActiveModel { read_at: Set(Some(now)), ..Default::default() };
    let changed = Entity::update_many()
        .set(columns)
        .filter(Column::AccountId.eq(account.0))
        .filter(Column::LeadId.eq(lead.0))
        .filter(Column::Direction.eq("in"))
        .filter(Column::ReadAt.is_null())
        .exec(conn)
        .await?;
    Ok(changed.rows_affected)
}

/// Everything of these leads, oldest first; what a person took back is left out.
pub async fn of_leads(
    conn: &impl ConnectionTrait,
    account: AccountId,
    leads: &[LeadId],
) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(Column::AccountId.eq(account.0))
        .filter(Column::LeadId.is_in(leads.iter().map(|lead| lead.0)))
        .filter(Column::State.ne(MessageState::Canceled.as_str()))
        .order_by_asc(Column::OccurredAt)
        .order_by_asc(Column::Id)
        .all(conn)
        .await?)
}
