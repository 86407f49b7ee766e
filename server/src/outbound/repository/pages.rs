//! Queries that go through all messages, some at a time. Every one is bound to an account.

use super::super::entity::{Column, Entity, Model};
use crate::Result;
use realtoros_domain::ids::{AccountId, LeadId};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

/// The messages after `after` in the order of their ids; of these leads and of this channel only, where given.
pub async fn page(
    conn: &impl ConnectionTrait,
    account: AccountId,
    (leads, channel): (Option<&[LeadId]>, Option<&str>),
    after: Option<Uuid>,
    limit: u64,
) -> Result<Vec<Model>> {
    let mut query = Entity::find().filter(Column::AccountId.eq(account.0));
    if let Some(leads) = leads {
        query = query.filter(Column::LeadId.is_in(leads.iter().map(|lead| lead.0)));
    }
    if let Some(channel) = channel {
        query = query.filter(Column::Channel.eq(channel));
    }
    if let Some(after) = after {
        query = query.filter(Column::Id.gt(after));
    }
    Ok(query.order_by_asc(Column::Id).limit(limit).all(conn).await?)
}

/// The notes about these leads, oldest first.
pub async fn notes_of(
    conn: &impl ConnectionTrait,
    account: AccountId,
    leads: &[LeadId],
) -> Result<Vec<Model>> {
    Ok(Entity::find()
        .filter(Column::AccountId.eq(account.0))
        .filter(Column::LeadId.is_in(leads.iter().map(|lead| lead.0)))
        .filter(Column::Channel.eq("note"))
        .order_by_asc(Column::OccurredAt)
        .order_by_asc(Column::Id)
        .all(conn)
        .await?)
}
