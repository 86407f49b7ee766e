//! Queries of the ledger and of certificates. Every one is bound to an account, but for those of the ledger as a whole.

use super::{
    BACKUPS_LIVE_MS, Reason,
    entity::{copy, deletion, erasure},
};
use crate::{Core, Error, Result};
use realtoros_domain::ids::{AccountId, LeadId};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, IntoActiveModel, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect,
    sea_query::{Expr, OnConflict, Query, SelectStatement},
};
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// How many values one statement carries.
const BATCH: usize = 1_000;

/// One entry of the ledger: numbers only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deletion {
    /// Which deletion.
    pub id: Uuid,
    /// Whose.
    pub account: AccountId,
    /// Which lead; none for the whole account.
    pub lead: Option<LeadId>,
    /// When, in milliseconds since 1970 UTC.
    pub erased_at: i64,
    /// Why, as one word.
    pub reason: String,
    /// When the last backup that may hold it has expired, in milliseconds since 1970 UTC.
    pub backups_until: i64,
}

impl Deletion {
    /// A deletion that happens now.
    pub fn now(core: &Core, account: AccountId, lead: Option<LeadId>, reason: Reason) -> Self {
        let erased_at = core.now_ms();
        let reason = reason.as_str().to_owned();
        Self {
            id: core.new_id(),
            account,
            lead,
            erased_at,
            reason,
            backups_until: erased_at + BACKUPS_LIVE_MS,
        }
    }
}

impl From<deletion::Model> for Deletion {
    fn from(row: deletion::Model) -> Self {
        Self {
            id: row.id,
            account: AccountId(row.account_id),
            lead: row.lead_id.map(LeadId),
            erased_at: row.erased_at,
            reason: row.reason,
            backups_until: row.backups_until,
        }
    }
}

impl From<erasure::Model> for Deletion {
    fn from(row: erasure::Model) -> Self {
        Self {
            id: row.id,
            account: AccountId(row.account_id),
            lead: Some(LeadId(row.lead_id)),
            erased_at: row.erased_at,
            reason: row.reason,
            backups_until: row.backups_until,
        }
    }
}

/// Writes entries into the ledger; one that is there already stays as it is.
pub(super) async fn record(tx: &impl ConnectionTrait, entries: &[Deletion]) -> Result<()> {
    let rows: Vec<_> = entries
        .iter()
        .map(|entry| {
            let row = deletion::Model {
                id: entry.id,
                account_id: entry.account.0,
                lead_id: entry.lead.map(|lead| lead.0),
                erased_at: entry.erased_at,
                reason: entry.reason.clone(),
                backups_until: entry.backups_until,
            };
            row.into_active_model().reset_all()
        })
        .collect();
    for batch in rows.chunks(BATCH) {
        deletion::Entity::insert_many(batch.to_vec())
            .on_conflict(OnConflict::column(deletion::Column::Id).do_nothing().to_owned())
            .on_conflict_do_nothing()
            .exec_without_returning(tx)
            .await?;
    }
    Ok(())
}

/// The whole ledger, oldest first.
pub(super) async fn ledger(conn: &impl ConnectionTrait) -> Result<Vec<Deletion>> {
    let rows = deletion::Entity::find().order_by_asc(deletion::Column::ErasedAt).all(conn).await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// Those of `leads` that were erased.
async fn erased_among(
    conn: &impl ConnectionTrait,
    account: AccountId,
    leads: &[LeadId],
) -> Result<HashSet<Uuid>> {
    let mut found = HashSet::new();
    for batch in leads.chunks(BATCH) {
        let ids: Vec<Option<Uuid>> = deletion::Entity::find()
            .filter(deletion::Column::AccountId.eq(account.0))
            .filter(deletion::Column::LeadId.is_in(batch.iter().map(|lead| lead.0)))
            .select_only()
            .column(deletion::Column::LeadId)
            .into_tuple()
            .all(conn)
            .await?;
        found.extend(ids.into_iter().flatten());
    }
    Ok(found)
}

/// Whether a lead was erased: the tombstone that late writers meet.
pub async fn is_erased(conn: &impl ConnectionTrait, account: AccountId, lead: LeadId) -> Result<bool> {
    Ok(!erased_among(conn, account, &[lead]).await?.is_empty())
}

/// Fails with [`Error::Erased`] when one of these leads was erased.
pub async fn refuse_erased(conn: &impl ConnectionTrait, account: AccountId, leads: &[LeadId]) -> Result<()> {
    if erased_among(conn, account, leads).await?.is_empty() { Ok(()) } else { Err(Error::Erased) }
}

/// The deletion of a lead.
pub(super) async fn deletion_of(
    conn: &impl ConnectionTrait,
    account: AccountId,
    lead: LeadId,
) -> Result<Option<Deletion>> {
    let query = deletion::Entity::find()
        .filter(deletion::Column::AccountId.eq(account.0))
        .filter(deletion::Column::LeadId.eq(lead.0));
    Ok(query.one(conn).await?.map(Into::into))
}

/// Those of these accounts' leads that are in the database, by row or by key, although the ledger has them.
pub(super) async fn back_again(conn: &impl ConnectionTrait, leads: &[LeadId]) -> Result<HashSet<LeadId>> {
    let mut found = HashSet::new();
    for batch in leads.chunks(BATCH) {
        let ids: Vec<Uuid> = batch.iter().map(|lead| lead.0).collect();
        let by = |table: &'static str, column: &'static str| -> SelectStatement {
            Query::select()
                .expr_as(Expr::col(column), "lead")
                .from(table)
                .and_where(Expr::col(column).is_in(ids.clone()))
                .to_owned()
        };
        for query in [by("lead", "id"), by("data_key", "owner_id")] {
            for row in conn.query_all(&query).await? {
                found.insert(LeadId(row.try_get("", "lead")?));
            }
        }
    }
    Ok(found)
}

/// Stores a certificate; one that is there already stays.
pub(super) async fn certify(tx: &impl ConnectionTrait, row: erasure::Model) -> Result<()> {
    erasure::Entity::insert(row.into_active_model().reset_all())
        .on_conflict(OnConflict::column(erasure::Column::Id).do_nothing().to_owned())
        .on_conflict_do_nothing()
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// The certificates of an account, newest first; that of one deletion, if one is named.
pub(super) async fn certified(
    conn: &impl ConnectionTrait,
    account: AccountId,
    only: Option<Uuid>,
    limit: u64,
) -> Result<Vec<erasure::Model>> {
    let mut query = erasure::Entity::find().filter(erasure::Column::AccountId.eq(account.0));
    if let Some(id) = only {
        query = query.filter(erasure::Column::Id.eq(id));
    }
    let query = query.order_by_desc(erasure::Column::ErasedAt).order_by_desc(erasure::Column::Id);
    Ok(query.limit(limit).all(conn).await?)
}

/// The certificates of every account. Runs across accounts (`db::across`).
pub(super) async fn all_certified(conn: &impl ConnectionTrait) -> Result<Vec<erasure::Model>> {
    Ok(erasure::Entity::find().order_by_asc(erasure::Column::Id).all(conn).await?)
}

/// The deletions of every account of which the provider still has texts. Runs across accounts (`db::across`).
pub(super) async fn with_copies(conn: &impl ConnectionTrait) -> Result<HashSet<Uuid>> {
    let ids: Vec<Uuid> = copy::Entity::find()
        .select_only()
        .column(copy::Column::DeletionId)
        .distinct()
        .into_tuple()
        .all(conn)
        .await?;
    Ok(ids.into_iter().collect())
}

/// How many certificates there are that were made again from the ledger alone. Runs across accounts (`db::across`).
pub(super) async fn without_copies(conn: &impl ConnectionTrait) -> Result<u64> {
    let query = erasure::Entity::find()
        .filter(erasure::Column::CopiesTotal.eq(0))
        .filter(erasure::Column::CopiesGivenUp.eq(true));
    Ok(query.count(conn).await?)
}

/// Changes columns of a certificate.
pub(super) async fn update(
    tx: &impl ConnectionTrait,
    account: AccountId,
    id: Uuid,
    columns: erasure::ActiveModel,
) -> Result<()> {
    erasure::Entity::update_many()
        .set(columns)
        .filter(erasure::Column::AccountId.eq(account.0))
        .filter(erasure::Column::Id.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}

/// One more text that the provider is to redact.
pub(super) async fn count_copy(tx: &impl ConnectionTrait, account: AccountId, id: Uuid) -> Result<()> {
    let found = certified(tx, account, Some(id), 1).await?;
    let Some(row) = found.into_iter().next() else { return Ok(()) };
    let columns = erasure::ActiveModel { copies_total: Set(row.copies_total + 1), ..Default::default() };
    update(tx, account, id, columns).await
}

/// Keeps numbers of texts until the provider has redacted them.
pub(super) async fn insert_copies(tx: &impl ConnectionTrait, rows: Vec<copy::Model>) -> Result<()> {
    let rows: Vec<_> = rows.into_iter().map(|row| row.into_active_model().reset_all()).collect();
    for batch in rows.chunks(BATCH) {
        copy::Entity::insert_many(batch.to_vec()).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// The texts of a deletion that the provider still has.
pub(super) async fn copies(
    conn: &impl ConnectionTrait,
    account: AccountId,
    deletion: Uuid,
) -> Result<Vec<copy::Model>> {
    let query = copy::Entity::find()
        .filter(copy::Column::AccountId.eq(account.0))
        .filter(copy::Column::DeletionId.eq(deletion));
    Ok(query.order_by_asc(copy::Column::Id).all(conn).await?)
}

/// How many texts the provider still has, by deletion.
pub(super) async fn copies_left(
    conn: &impl ConnectionTrait,
    account: AccountId,
) -> Result<HashMap<Uuid, u64>> {
    let rows: Vec<(Uuid, i64)> = copy::Entity::find()
        .filter(copy::Column::AccountId.eq(account.0))
        .select_only()
        .column(copy::Column::DeletionId)
        .column_as(copy::Column::Id.count(), "left")
        .group_by(copy::Column::DeletionId)
        .into_tuple()
        .all(conn)
        .await?;
    Ok(rows.into_iter().map(|(id, left)| (id, left.unsigned_abs())).collect())
}

/// A text is redacted, or its deletion is so long ago that the provider has forgotten it: nothing of it is kept.
pub(super) async fn drop_copies(tx: &impl ConnectionTrait, account: AccountId, ids: &[Uuid]) -> Result<()> {
    copy::Entity::delete_many()
        .filter(copy::Column::AccountId.eq(account.0))
        .filter(copy::Column::Id.is_in(ids.iter().copied()))
        .exec(tx)
        .await?;
    Ok(())
}
