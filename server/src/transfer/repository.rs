//! Queries of transfers. They belong to the installation, not to an account.

use super::entity::{ActiveModel, Column, Entity, Model};
use crate::Result;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel,
    QueryFilter, QueryOrder,
};
use uuid::Uuid;

/// An announced transfer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transfer {
    /// Its number.
    pub id: Uuid,
    /// The company that would take over.
    pub recipient: String,
    /// When it was announced, in milliseconds since 1970 UTC.
    pub announced_at: i64,
    /// From when data may be handed over.
    pub effective_at: i64,
    /// When it was called off.
    pub cancelled_at: Option<i64>,
}

impl From<Model> for Transfer {
    fn from(row: Model) -> Self {
        let Model { id, recipient, announced_at, effective_at, cancelled_at } = row;
        Self { id, recipient, announced_at, effective_at, cancelled_at }
    }
}

/// The transfer that stands: announced and not called off.
pub(super) async fn standing(conn: &impl ConnectionTrait) -> Result<Option<Transfer>> {
    let query = Entity::find().filter(Column::CancelledAt.is_null()).order_by_desc(Column::AnnouncedAt);
    Ok(query.one(conn).await?.map(Transfer::from))
}

/// One transfer.
pub(super) async fn find(conn: &impl ConnectionTrait, id: Uuid) -> Result<Option<Transfer>> {
    Ok(Entity::find_by_id(id).one(conn).await?.map(Transfer::from))
}

/// Stores an announcement.
pub(super) async fn insert(tx: &impl ConnectionTrait, transfer: &Transfer) -> Result<()> {
    let row = Model {
        id: transfer.id,
        recipient: transfer.recipient.clone(),
        announced_at: transfer.announced_at,
        effective_at: transfer.effective_at,
        cancelled_at: None,
    };
    Entity::insert(row.into_active_model()).exec_without_returning(tx).await?;
    Ok(())
}

/// Marks a transfer as called off.
pub(super) async fn cancel(tx: &impl ConnectionTrait, id: Uuid, at: i64) -> Result<()> {
    ActiveModel { id: Set(id), cancelled_at: Set(Some(at)), ..Default::default() }.update(tx).await?;
    Ok(())
}
