//! Writing about a lead and erasing the lead at the same time.
//!
//! A key that a node still has in memory must not bring an erased person back (P-62). So whoever stores something for a
//! lead first takes the account's row, as erasure does, and then looks whether the lead is there.

use super::{LeadRecord, entity::lead};
use crate::{Core, Error, Result, db, privacy::erasure, vault::VaultError};
use realtoros_domain::ids::{AccountId, LeadId};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use std::collections::HashSet;
use uuid::Uuid;

/// How many ids one statement carries.
const BATCH: usize = 1_000;

/// Makes sure that these leads are there, and stay until the transaction ends. One that was erased is
/// [`Error::Erased`], one that never was is [`Error::NotFound`].
pub async fn hold(tx: &impl ConnectionTrait, account: AccountId, leads: &[LeadId]) -> Result<()> {
    let wanted: HashSet<LeadId> = leads.iter().copied().collect();
    if wanted.is_empty() {
        return Ok(());
    }
    db::lock_account(tx, account).await?;
    let wanted: Vec<LeadId> = wanted.into_iter().collect();
    for batch in wanted.chunks(BATCH) {
        let there: Vec<Uuid> = lead::Entity::find()
            .filter(lead::Column::AccountId.eq(account.0))
            .filter(lead::Column::Id.is_in(batch.iter().map(|lead| lead.0)))
            .select_only()
            .column(lead::Column::Id)
            .into_tuple()
            .all(tx)
            .await?;
        if there.len() != batch.len() {
            let there: HashSet<Uuid> = there.into_iter().collect();
            let gone: Vec<LeadId> = batch.iter().copied().filter(|lead| !there.contains(&lead.0)).collect();
            erasure::refuse_erased(tx, account, &gone).await?;
            return Err(Error::NotFound);
        }
    }
    Ok(())
}

/// The records of leads that are about to be erased, merged ones included. One whose key is gone already is left out.
pub async fn records(
    tx: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    leads: &[LeadId],
) -> Result<Vec<LeadRecord>> {
    let rows = lead::Entity::find()
        .filter(lead::Column::AccountId.eq(account.0))
        .filter(lead::Column::Id.is_in(leads.iter().map(|lead| lead.0)))
        .lock_exclusive()
        .all(tx)
        .await?;
    let keys = core.vault.lead_keys(tx, account, leads).await?;
    let mut records = Vec::with_capacity(rows.len());
    for row in rows {
        let Some(key) = keys.get(&LeadId(row.id)) else { continue };
        match key.open(account, row.id, &row.sealed) {
            Ok(record) => records.push(record),
            // What does not open cannot be read by anybody else either; it is erased all the same.
            Err(VaultError::DoesNotOpen | VaultError::NotSealed | VaultError::Shape) => {}
            Err(other) => return Err(other.into()),
        }
    }
    Ok(records)
}
