//! Writing the rows of an import: a job, batch by batch.

use super::{
    analysis::{Analysis, analyse},
    batch,
    entity::import,
    known::Known,
    record::{ImportRecord, ImportState},
    repository, service,
    trust::trusted,
};
use crate::{
    Actor, Core, Result, Scope,
    audit::{self, Entry, Subject},
    consent::{self, Trusted},
    jobs::{self, Claimed, Outcome},
    leads::{
        self,
        directory::{Directory, directory},
    },
    live::Event,
};
use realtoros_domain::{
    ids::{ImportId, LeadId},
    imports::{ContactPoint, ImportContext, Suppression},
};
use sea_orm::ActiveValue::Set;
use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

/// One run of the job.
pub(super) struct Run<'a> {
    pub core: &'a Core,
    pub scope: Scope,
    pub job: &'a Claimed,
    pub id: ImportId,
    pub record: ImportRecord,
    pub context: ImportContext,
    pub analysis: Analysis,
    /// Everybody whom the account knew when the run began.
    pub directory: Arc<Directory>,
    /// The leads that rows of this run have become.
    pub leads: HashMap<u32, LeadId>,
    /// Whether the ledger in the file is evidence here: this installation has signed it, for the same brokerage.
    pub trusted: Option<Trusted>,
}

/// Performs the job. Run again after a crash, it goes on where the last whole batch ended.
pub async fn perform(core: &Core, job: &Claimed) -> Result<Outcome> {
    let scope = Scope { account: job.account, actor: Actor::Job(job.id) };
    let id: ImportId = job.subject()?;
    let (row, record) = repository::load(core.db.read(), core, job.account, id).await?;
    match ImportState::parse(&row.state) {
        ImportState::Running if row.job_id == Some(job.id.0) => {}
        _ => return interrupted(core, &scope, job, id).await,
    }
    let context = service::context(core, &scope).await?;
    let directory = directory(core, &scope).await?;
    let analysis =
        analyse(core, job.account, id, &record, &context, &Known::new(&directory), Some(job.id)).await?;
    let trusted = trusted(&record, context.seller.as_deref(), core.now());
    let leads = HashMap::new();
    let mut run = Run { core, scope, job, id, record, context, analysis, directory, leads, trusted };
    for seq in 0.. {
        let Some(mut rows) = repository::chunk(core.db.read(), core, job.account, id, seq).await? else {
            break;
        };
        rows.retain(|stored| i64::from(stored.number) >= row.next_row);
        let Some(last) = rows.last().map(|row| i64::from(row.number)) else { continue };
        if !jobs::progress(core, job.id, last - 1, row.rows_total).await?
            || !batch::write(&mut run, rows).await?
        {
            return interrupted(core, &run.scope, job, id).await;
        }
        core.live.send(job.account, Event::Jobs);
    }
    if !run.finish().await? {
        return interrupted(core, &run.scope, job, id).await;
    }
    jobs::progress(core, job.id, row.rows_total, row.rows_total).await?;
    core.live.send(job.account, Event::Leads);
    Ok(Outcome::Done)
}

/// Why this run may not write: the import is done and only the end of the job was lost, another worker has taken over,
/// or somebody stopped it, and then the job must not be claimed again.
async fn interrupted(core: &Core, scope: &Scope, job: &Claimed, id: ImportId) -> Result<Outcome> {
    let (row, _) = repository::load(core.db.read(), core, scope.account, id).await?;
    match ImportState::parse(&row.state) {
        ImportState::Done => return Ok(Outcome::Done),
        ImportState::Running if row.job_id == Some(job.id.0) => {}
        _ => drop(jobs::cancel(core, scope, job.id).await?),
    }
    Ok(Outcome::Canceled)
}

impl Run<'_> {
    /// Keeps opt-outs of numbers and addresses that no lead has, and drops the stored file. `false` when the import
    /// was stopped meanwhile.
    async fn finish(&self) -> Result<bool> {
        let (core, scope) = (self.core, &self.scope);
        let tx = core.db.begin().await?;
        if repository::lock_for(&tx, scope.account, self.id, self.job.id, ImportState::Running)
            .await?
            .is_none()
        {
            return Ok(false);
        }
        let alone: Vec<_> = self.analysis.suppressions.without_lead().collect();
        consent::suppress_points(&tx, core, scope, &alone).await?;
        leads::touch(&tx, core, scope.account, &self.leads_of(&alone)).await?;
        repository::delete_chunks(&tx, scope.account, self.id).await?;
        let columns = import::ActiveModel {
            id: Set(self.id.0),
            state: Set(ImportState::Done.as_str().to_owned()),
            rows_opted_out: Set(i64::try_from(self.analysis.counts.opted_out).unwrap_or_default()),
            ..Default::default()
        };
        repository::update(&tx, core, columns).await?;
        audit::record(&tx, core, scope, Entry::new("import.done", Subject::one("import", self.id))).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// The leads whose numbers and addresses a list of the file closes: what lists show about them changes.
    fn leads_of(&self, listed: &[Suppression]) -> Vec<LeadId> {
        let points: HashSet<&str> = listed
            .iter()
            .map(|listed| match &listed.point {
                ContactPoint::E164(number) => number.as_str(),
                ContactPoint::Email(email) => email.as_str(),
            })
            .collect();
        let is_listed = |point: &String| points.contains(point.as_str());
        let rows = self.directory.rows().iter();
        rows.filter(|row| row.emails.iter().chain(&row.phones).any(is_listed)).map(|row| row.id).collect()
    }
}
