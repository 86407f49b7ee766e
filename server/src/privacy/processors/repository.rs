//! Queries of announcements. They belong to the installation, not to an account.

use super::entity::{ActiveModel, Column, Entity, Model};
use crate::{
    Core, Result,
    privacy::{Processor, SubProcessor},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
};
use std::collections::BTreeSet;
use uuid::Uuid;

/// An announcement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Its number.
    pub id: Uuid,
    /// Which sub-processor.
    pub processor: Processor,
    /// Under which hosts.
    pub hosts: BTreeSet<String>,
    /// When it was announced, in milliseconds since 1970 UTC.
    pub announced_at: i64,
    /// From when it may be used.
    pub effective_at: i64,
    /// When it was removed.
    pub removed_at: Option<i64>,
}

impl Notice {
    /// The entry in the registry.
    pub const fn who(&self) -> SubProcessor {
        SubProcessor::of(self.processor)
    }
}

fn read(row: Model) -> Result<Notice> {
    Ok(Notice {
        id: row.id,
        processor: row.processor.parse()?,
        hosts: row.hosts.split(',').filter(|host| !host.is_empty()).map(str::to_owned).collect(),
        announced_at: row.announced_at,
        effective_at: row.effective_at,
        removed_at: row.removed_at,
    })
}

/// One announcement.
pub async fn notice(core: &Core, id: Uuid) -> Result<Option<Notice>> {
    Entity::find_by_id(id).one(core.db.read()).await?.map(read).transpose()
}

/// Every announcement, the oldest first: what was added, announced and removed, and when.
pub async fn history(conn: &impl ConnectionTrait) -> Result<Vec<Notice>> {
    let rows = Entity::find().order_by_asc(Column::AnnouncedAt).order_by_asc(Column::Id).all(conn).await?;
    rows.into_iter().map(read).collect()
}

/// Stores an announcement. Two nodes that store the same one at once collide in the database.
pub(super) async fn insert(tx: &impl ConnectionTrait, notice: &Notice) -> Result<()> {
    let hosts = notice.hosts.iter().map(String::as_str).collect::<Vec<_>>().join(",");
    let row = Model {
        id: notice.id,
        processor: notice.processor.as_str().to_owned(),
        active_key: Some(format!("{}|{hosts}", notice.processor.as_str())),
        hosts,
        announced_at: notice.announced_at,
        effective_at: notice.effective_at,
        removed_at: None,
    };
    Entity::insert(row.into_active_model()).exec_without_returning(tx).await?;
    Ok(())
}

/// Marks every announcement of a sub-processor as over; says how many were open.
pub(super) async fn end(tx: &impl ConnectionTrait, processor: Processor, at: i64) -> Result<u64> {
    let columns = ActiveModel { removed_at: Set(Some(at)), active_key: Set(None), ..Default::default() };
    let ended = Entity::update_many()
        .set(columns)
        .filter(Column::Processor.eq(processor.as_str()))
        .filter(Column::RemovedAt.is_null())
        .exec(tx)
        .await?;
    Ok(ended.rows_affected)
}
