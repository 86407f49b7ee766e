//! Queries for people who read: the inbox and a lead's timeline. Every query is bound to an account.

use super::{
    super::{
        MessageState,
        entity::{ActiveModel, Column, Entity, Model},
        state,
    },
    rows::open_all,
};
use crate::{Core, Result};
use realtoros_domain::ids::{AccountId, LeadId};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, sea_query::Expr,
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

/// The newest message of each lead, newsletters left out, newest first.
pub async fn newest_per_lead(
    conn: &impl ConnectionTrait,
    account: AccountId,
    limit: u64,
) -> Result<Vec<Model>> {
    let newest: Vec<(Uuid, i64)> = in_inbox(account)
        .select_only()
        .column(Column::LeadId)
        .column_as(Column::OccurredAt.max(), "newest")
        .group_by(Column::LeadId)
        .order_by_desc(Expr::col("newest"))
        .limit(limit)
        .into_tuple()
        .all(conn)
        .await?;
    let newest: HashMap<Uuid, i64> = newest.into_iter().collect();
    let rows = in_inbox(account)
        .filter(Column::LeadId.is_in(newest.keys().copied()))
        .filter(Column::OccurredAt.is_in(newest.values().copied()))
        .order_by_desc(Column::OccurredAt)
        .order_by_desc(Column::Id)
        .all(conn)
        .await?;
    let mut seen = HashSet::new();
    let is_newest = |row: &Model| newest.get(&row.lead_id) == Some(&row.occurred_at);
    Ok(rows.into_iter().filter(|row| is_newest(row) && seen.insert(row.lead_id)).collect())
}

fn in_inbox(account: AccountId) -> sea_orm::Select<Entity> {
    Entity::find()
        .filter(Column::AccountId.eq(account.0))
        .filter(Column::Purpose.ne("newsletter"))
        .filter(Column::State.ne(MessageState::Canceled.as_str()))
}

fn not_read(account: AccountId) -> sea_orm::Select<Entity> {
    Entity::find()
        .filter(Column::AccountId.eq(account.0))
        .filter(Column::Direction.eq("in"))
        .filter(Column::ReadAt.is_null())
}

/// How many messages of each lead nobody has read.
pub async fn unread_by_lead(
    conn: &impl ConnectionTrait,
    account: AccountId,
    leads: &[LeadId],
) -> Result<HashMap<LeadId, u64>> {
    let counts: Vec<(Uuid, i64)> = not_read(account)
        .filter(Column::LeadId.is_in(leads.iter().map(|lead| lead.0)))
        .select_only()
        .column(Column::LeadId)
        .column_as(Column::Id.count(), "unread")
        .group_by(Column::LeadId)
        .into_tuple()
        .all(conn)
        .await?;
    Ok(counts.into_iter().map(|(lead, count)| (LeadId(lead), count.unsigned_abs())).collect())
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
