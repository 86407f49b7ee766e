//! The history of an export of RealtorOS: what was said with its leads, what they agreed to, and the account's listings
//! (P-33).

use super::{commit::Run, outcomes, reader::TablePlan, record::ImportRecord};
use crate::{
    Core, Result,
    consent::{self, PastEvent, Returned},
    conversations::{self, Past, Said},
    leads, listings,
};
use realtoros_domain::{
    ids::{AccountId, ImportId, LeadId, ListingId},
    listing::Listing,
};
use sea_orm::DatabaseTransaction;
use serde::Deserialize;
use std::{
    collections::{BTreeSet, HashMap, HashSet},
    sync::Arc,
};
use uuid::Uuid;

/// How many rows are taken back at once.
const BATCH: usize = 500;

/// A row of the history.
pub enum Row {
    /// Something that was said with the lead of this number in the export.
    Said(Uuid, Box<Said>),
    /// An entry of the consent ledger of the lead of this number in the export.
    Consent(Uuid, Box<PastEvent>),
    /// A listing.
    Listing(Box<Listing>),
}

#[derive(Deserialize)]
struct Exported {
    content: Listing,
}

/// Reads a row as [`super::reader`] gives it; `None` for one that cannot be kept.
pub fn read(cells: &[String]) -> Option<Row> {
    match cells {
        [kind, lead, _, _, record] if kind == "message" => {
            Some(Row::Said(lead.parse().ok()?, Box::new(Said::read(record)?)))
        }
        [kind, lead, _, _, record] if kind == "consent" => {
            Some(Row::Consent(lead.parse().ok()?, Box::new(PastEvent::read(record)?)))
        }
        [kind, .., record] if kind == "listing" => {
            let listing = serde_json::from_str::<Exported>(record).ok()?.content;
            listing.problems().is_empty().then(|| Row::Listing(Box::new(listing)))
        }
        _ => None,
    }
}

/// Whether a file brings history.
pub fn is_in(record: &ImportRecord) -> bool {
    record.tables.iter().any(|table| table.plan == TablePlan::History)
}

/// The number of the lead in the export that a row of `leads.csv` is.
pub fn number_of(cells: &[String]) -> Option<Uuid> {
    cells.first()?.parse().ok()
}

/// Stores history, each row under the lead that the lead of the export has become. That of people who did not come along
/// stays out.
pub(super) async fn keep(
    tx: &DatabaseTransaction,
    run: &mut Run<'_>,
    rows: Vec<(u32, Vec<String>)>,
) -> Result<()> {
    let (core, scope, import) = (run.core, run.scope, run.id);
    let (mut past, mut listed, mut agreed) = (Vec::new(), Vec::new(), Vec::new());
    for (number, row) in rows.into_iter().filter_map(|(number, cells)| Some((number, read(&cells)?))) {
        let id = row_id(import, number);
        match row {
            Row::Listing(listing) => listed.push((ListingId(id), *listing)),
            Row::Said(of, said) => {
                if let Some(lead) = lead(tx, run, of).await? {
                    past.push(Past { id, lead, said: *said });
                }
            }
            Row::Consent(of, entry) => {
                if let Some(lead) = lead(tx, run, of).await? {
                    let own = run.analysis.exported.get(&of).filter(|lead| !lead.is_later);
                    let of = own.map(|lead| Arc::clone(&lead.addresses));
                    agreed.push(Returned { id, lead, of, past: *entry });
                }
            }
        }
    }
    let leads = past.iter().map(|past| past.lead).chain(agreed.iter().map(|entry| entry.lead));
    let there = there(tx, core, scope.account, leads.collect()).await?;
    past.retain(|past| there.contains_key(&past.lead));
    conversations::keep_history(tx, core, &scope, import, past).await?;
    agreed.retain(|entry| there.contains_key(&entry.lead));
    let own = row_id(import, 0)..=row_id(import, u32::MAX);
    let changed = consent::keep_returned(tx, core, &scope, import, own, agreed, run.trusted.as_ref()).await?;
    if !changed.is_empty() {
        // What lists show of them has changed; for an undo they are still as the import made them.
        let revision = leads::touch(tx, core, scope.account, &changed).await?;
        let before: BTreeSet<_> =
            changed.into_iter().filter_map(|lead| Some((lead, there.get(&lead).copied()??))).collect();
        outcomes::move_revisions(tx, scope.account, import, &before, revision).await?;
    }
    listings::keep_imported(tx, core, &scope, listed).await
}

/// The lead that a lead of the export has become.
async fn lead(tx: &DatabaseTransaction, run: &mut Run<'_>, of: Uuid) -> Result<Option<LeadId>> {
    let Some(number) = run.analysis.exported.get(&of).map(|lead| lead.row) else { return Ok(None) };
    if let Some(lead) = run.leads.get(&number) {
        return Ok(Some(*lead));
    }
    let lead = outcomes::lead_of_row(tx, run.scope.account, run.id, number).await?;
    run.leads.extend(lead.map(|lead| (number, lead)));
    Ok(lead)
}

/// Those leads that are still there, with their revision unless they were merged into another; somebody may have deleted or
/// erased one meanwhile.
async fn there(
    tx: &DatabaseTransaction,
    core: &Core,
    account: AccountId,
    ids: HashSet<LeadId>,
) -> Result<HashMap<LeadId, Option<i64>>> {
    let ids: Vec<LeadId> = ids.into_iter().collect();
    let found = leads::load_many(tx, core, account, &ids).await?;
    let merged: HashMap<LeadId, LeadId> = outcomes::merged(tx, account, &ids).await?;
    let merged = merged.into_keys().map(|lead| (lead, None));
    Ok(found.into_iter().map(|lead| (lead.id, Some(lead.revision))).chain(merged).collect())
}

/// Takes back what an import brought beside its leads: what it added to leads that were there before, what they agreed to
/// among it, and listings that nobody has changed since. What they took back stays taken back. Returns how many entries of
/// the ledger it took out.
pub(super) async fn take_back(
    tx: &DatabaseTransaction,
    core: &Core,
    account: AccountId,
    import: ImportId,
    rows: i64,
) -> Result<usize> {
    let (mut entries, mut changed) = (0, BTreeSet::new());
    let ids: Vec<Uuid> =
        (1..=u32::try_from(rows).unwrap_or(u32::MAX)).map(|number| row_id(import, number)).collect();
    for ids in ids.chunks(BATCH) {
        conversations::forget_history(tx, account, import, ids).await?;
        let forgotten = consent::forget_returned(tx, account, import, ids).await?;
        entries += forgotten.len();
        changed.extend(forgotten);
        listings::forget_imported(tx, account, ids).await?;
    }
    let changed: Vec<LeadId> = changed.into_iter().collect();
    for leads in changed.chunks(BATCH) {
        leads::touch(tx, core, account, leads).await?;
    }
    Ok(entries)
}

/// What a row of the file becomes has a number that is made from the row's, so that it is found again, and that what was said
/// in the same instant keeps its order.
const fn row_id(import: ImportId, number: u32) -> Uuid {
    Uuid::from_u128(import.0.as_u128().wrapping_add(number as u128))
}
