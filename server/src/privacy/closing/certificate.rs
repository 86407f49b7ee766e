//! What is left of an account that was purged: numbers and dates.

use super::entity::{certificate, closing};
use crate::{Core, Error, Result};
use realtoros_domain::{closing::BACKUP_MS, ids::AccountId};
use sea_orm::{
    ActiveValue::Set, ConnectionTrait, EntityTrait, QueryOrder, QuerySelect, sea_query::OnConflict,
};
use std::collections::BTreeMap;

/// The certificate of a purge. No personal data is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    /// The number that the account had.
    pub account: AccountId,
    /// When closing was asked for, in milliseconds since 1970 UTC.
    pub closed_at: i64,
    /// When the keys were destroyed.
    pub begun_at: i64,
    /// When everything was found to be gone.
    pub purged_at: i64,
    /// When the last backup that may hold something of it has expired.
    pub backups_until: i64,
    /// How many rows of which table were deleted.
    pub counts: BTreeMap<String, u64>,
}

/// Stores the certificate, once however often it is asked for.
pub(super) async fn issue(
    tx: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    row: closing::Model,
) -> Result<()> {
    let begun_at = row.begun_at.ok_or_else(|| Error::Internal("the purge has not begun".to_owned()))?;
    let row = certificate::ActiveModel {
        id: Set(account.0),
        closed_at: Set(row.asked_at),
        begun_at: Set(begun_at),
        purged_at: Set(core.now_ms()),
        backups_until: Set(core.now_ms() + BACKUP_MS),
        counts: Set(row.counts),
    };
    certificate::Entity::insert(row)
        .on_conflict(OnConflict::column(certificate::Column::Id).do_nothing().to_owned())
        .on_conflict_do_nothing()
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// The newest certificates.
pub async fn certificates(core: &Core, limit: u64) -> Result<Vec<Certificate>> {
    let rows = certificate::Entity::find()
        .order_by_desc(certificate::Column::PurgedAt)
        .limit(limit)
        .all(core.db.read())
        .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Certificate {
                account: AccountId(row.id),
                closed_at: row.closed_at,
                begun_at: row.begun_at,
                purged_at: row.purged_at,
                backups_until: row.backups_until,
                counts: serde_json::from_str(&row.counts)?,
            })
        })
        .collect()
}
