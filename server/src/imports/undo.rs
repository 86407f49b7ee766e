//! Taking back what an import wrote. Leads that somebody has changed since are kept, and listed.

use super::{entity::import, history, outcomes, record::ImportState, repository};
use crate::{
    Actor, Core, Result, Scope,
    audit::{self, Entry, Subject},
    consent, conversations,
    jobs::{self, Claimed, Outcome},
    leads,
    live::Event,
};
use realtoros_domain::ids::{ImportId, LeadId};
use sea_orm::{ActiveValue::Set, DatabaseTransaction};

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
    let mut done = 0;
    loop {
        let tx = core.db.begin().await?;
        if repository::lock_for(&tx, job.account, id, job.id, ImportState::Undoing).await?.is_none() {
            return Ok(Outcome::Canceled);
        }
        let rows = outcomes::list(&tx, job.account, id, "created", 0, BATCH).await?;
        if rows.is_empty() {
            break;
        }
        let ids: Vec<LeadId> = rows.iter().filter_map(|row| row.lead_id.map(LeadId)).collect();
        let untouched = leads::load_many(&tx, core, job.account, &ids).await?;
        let merged = outcomes::merged(&tx, job.account, &ids).await?;
        let (mut removed, mut kept) = (Vec::new(), Vec::new());
        for row in &rows {
            let lead = untouched.iter().find(|lead| Some(lead.id.0) == row.lead_id);
            match lead {
                Some(lead) if Some(lead.revision) != row.lead_revision => kept.push(row.id),
                Some(lead) => {
                    remove(&tx, core, &scope, lead.id).await?;
                    removed.push(row.id);
                }
                None if row.lead_id.is_some_and(|id| merged.contains_key(&LeadId(id))) => kept.push(row.id),
                None => removed.push(row.id),
            }
        }
        outcomes::set_outcome(&tx, job.account, &removed, "removed").await?;
        outcomes::set_outcome(&tx, job.account, &kept, "kept").await?;
        tx.commit().await?;
        done += i64::try_from(rows.len()).unwrap_or_default();
        if !jobs::progress(core, job.id, done, row.rows_new).await? {
            return Ok(Outcome::Canceled);
        }
        core.live.send(job.account, Event::Leads);
    }
    let tx = core.db.begin().await?;
    if history::is_in(&record) {
        history::take_back(&tx, job.account, id, row.rows_total).await?;
    }
    repository::delete_chunks(&tx, job.account, id).await?;
    let state = Set(ImportState::Undone.as_str().to_owned());
    repository::update(&tx, core, import::ActiveModel { id: Set(id.0), state, ..Default::default() }).await?;
    audit::record(&tx, core, &scope, Entry::new("import.undone", Subject::one("import", id))).await?;
    tx.commit().await?;
    Ok(Outcome::Done)
}

async fn remove(tx: &DatabaseTransaction, core: &Core, scope: &Scope, lead: LeadId) -> Result<()> {
    consent::forget_lead(tx, core, scope, lead).await?;
    conversations::forget_lead(tx, core, scope, lead).await?;
    leads::delete(tx, core, scope.account, lead).await?;
    audit::record(tx, core, scope, Entry::new("lead.removed", Subject::one("lead", lead))).await
}
