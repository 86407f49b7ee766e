//! Taking back what an import wrote. What somebody has changed since is kept, and its leads are listed.

use super::{
    entity::{import, row},
    history,
    outcomes::{self, Gain},
    record::ImportState,
    repository,
};
use crate::{
    Actor, Core, Error, Result, Scope,
    audit::{self, Entry, Subject},
    consent, conversations, db,
    jobs::{self, Claimed, Outcome},
    leads::{self, Lead, LeadRecord},
    live::Event,
};
use realtoros_domain::ids::{ImportId, LeadId};
use sea_orm::{ActiveValue::Set, DatabaseTransaction};
use std::collections::HashSet;
use uuid::Uuid;

/// How many rows one transaction takes back.
const BATCH: u64 = 200;

/// Performs the job. Run again after a crash, it goes on with what is left.
pub async fn perform(core: &Core, job: &Claimed) -> Result<Outcome> {
    let scope = Scope { account: job.account, actor: Actor::Job(job.id) };
    let id: ImportId = job.subject()?;
    let (row, record) = repository::load(core.db.read(), core, job.account, id).await?;
    match ImportState::parse(&row.state) {
        ImportState::Undoing if row.job_id == Some(job.id.0) => {}
        ImportState::Undone => return Ok(Outcome::Done),
        _ => {
            jobs::cancel(core, &scope, job.id).await?;
            return Ok(Outcome::Canceled);
        }
    }
    let total = row.rows_new + row.rows_duplicate;
    let mut done = 0;
    loop {
        let tx = core.db.begin().await?;
        db::lock_account(&tx, job.account).await?;
        if repository::lock_for(&tx, job.account, id, job.id, ImportState::Undoing).await?.is_none() {
            return Ok(Outcome::Canceled);
        }
        let created = outcomes::list(&tx, job.account, id, "created", 0, BATCH).await?;
        let is_new = !created.is_empty();
        let rows = if is_new { created } else { outcomes::gains(&tx, job.account, id, BATCH).await? };
        if rows.is_empty() {
            break;
        }
        let leads: Vec<LeadId> = rows.iter().filter_map(|row| row.lead_id.map(LeadId)).collect();
        let merged: HashSet<LeadId> = outcomes::merged(&tx, job.account, &leads).await?.into_keys().collect();
        let (removed, kept) = if is_new {
            remove_all(&tx, core, &scope, &rows, &merged).await?
        } else {
            take_back(&tx, core, &scope, &rows, &merged).await?
        };
        outcomes::undone(&tx, job.account, &removed, "removed").await?;
        outcomes::undone(&tx, job.account, &kept, "kept").await?;
        tx.commit().await?;
        done += i64::try_from(rows.len()).unwrap_or_default();
        if !jobs::progress(core, job.id, done, total).await? {
            return Ok(Outcome::Canceled);
        }
        core.live.send(job.account, Event::Leads);
    }
    let tx = core.db.begin().await?;
    // Nobody else may record consent of these leads meanwhile.
    db::lock_account(&tx, job.account).await?;
    if repository::lock_for(&tx, job.account, id, job.id, ImportState::Undoing).await?.is_none() {
        return Ok(Outcome::Canceled);
    }
    let entries = if history::is_in(&record) {
        history::take_back(&tx, core, job.account, id, row.rows_total).await?
    } else {
        0
    };
    repository::delete_chunks(&tx, job.account, id).await?;
    let state = Set(ImportState::Undone.as_str().to_owned());
    repository::update(&tx, core, import::ActiveModel { id: Set(id.0), state, ..Default::default() }).await?;
    let entry = Entry::new("import.undone", Subject::one("import", id));
    audit::record(&tx, core, &scope, entry.with(format!("consent_entries={entries}"))).await?;
    tx.commit().await?;
    core.live.send(job.account, Event::Leads);
    Ok(Outcome::Done)
}

/// Rows by what became of them: taken back, and kept.
type Undone = (Vec<Uuid>, Vec<Uuid>);

/// Removes the leads that rows made, unless somebody has changed them.
async fn remove_all(
    tx: &DatabaseTransaction,
    core: &Core,
    scope: &Scope,
    rows: &[row::Model],
    merged: &HashSet<LeadId>,
) -> Result<Undone> {
    let ids: Vec<LeadId> = rows.iter().filter_map(|row| row.lead_id.map(LeadId)).collect();
    let untouched = leads::load_many(tx, core, scope.account, &ids).await?;
    let (mut removed, mut kept) = (Vec::new(), Vec::new());
    for row in rows {
        let lead = untouched.iter().find(|lead| Some(lead.id.0) == row.lead_id);
        match lead {
            Some(lead) if Some(lead.revision) != row.lead_revision => kept.push(row.id),
            Some(lead) => {
                remove(tx, core, scope, lead.id).await?;
                removed.push(row.id);
            }
            None if row.lead_id.is_some_and(|id| merged.contains(&LeadId(id))) => kept.push(row.id),
            None => removed.push(row.id),
        }
    }
    Ok((removed, kept))
}

async fn remove(tx: &DatabaseTransaction, core: &Core, scope: &Scope, lead: LeadId) -> Result<()> {
    consent::forget_lead(tx, core, scope, lead).await?;
    conversations::forget_lead(tx, core, scope, lead).await?;
    leads::delete(tx, core, scope.account, lead).await?;
    audit::record(tx, core, scope, Entry::new("lead.removed", Subject::one("lead", lead))).await
}

/// Takes out of known leads what rows brought.
async fn take_back(
    tx: &DatabaseTransaction,
    core: &Core,
    scope: &Scope,
    rows: &[row::Model],
    merged: &HashSet<LeadId>,
) -> Result<Undone> {
    let (mut removed, mut kept) = (Vec::new(), Vec::new());
    for row in rows {
        let id = LeadId(row.lead_id.unwrap_or_default());
        let gain = outcomes::gain(tx, core, scope.account, row).await?;
        let is_gone = match leads::load(tx, core, scope.account, id).await {
            Ok(lead) => give_back(tx, core, scope, &lead, &gain).await?,
            Err(Error::NotFound) => !merged.contains(&id),
            Err(error) => return Err(error),
        };
        if is_gone { &mut removed } else { &mut kept }.push(row.id);
    }
    Ok((removed, kept))
}

/// Takes out of a lead what a row brought, unless it was changed since; says whether nothing of it is left.
async fn give_back(
    tx: &DatabaseTransaction,
    core: &Core,
    scope: &Scope,
    lead: &Lead,
    gain: &Gain,
) -> Result<bool> {
    if let Some(note) = gain.note {
        conversations::forget_note(tx, scope, note).await?;
    }
    let mut after = lead.record.clone();
    after.give_back(&gain.record);
    if after.emails.is_empty() && after.phones.is_empty() {
        // A lead whom nothing reaches is none.
        (after.emails, after.phones) = (lead.record.emails.clone(), lead.record.phones.clone());
    }
    let taken = lead.record.beyond(&after);
    let change = |record: &mut LeadRecord| Ok(record.give_back(&taken));
    leads::update_record_in(tx, core, scope, lead.id, change).await?;
    Ok(gain.record.beyond(&taken) == LeadRecord::default())
}
