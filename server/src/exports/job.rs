//! Putting an export together: a job that can be stopped, and that begins anew after a crash.

use super::{
    ExportState,
    entity::export::{ActiveModel, Model},
    pack::{self, Packed, Sink},
    repository,
    service::{end, entry, forget_parts},
};
use crate::{
    Actor, Core, Error, Result, Scope, audit,
    jobs::{self, Claimed, Outcome},
    live::Event,
    privacy::requests,
    vault::DataKey,
};
use realtoros_domain::ids::{ExportId, JobId, LeadId};
use sea_orm::ActiveValue::Set;
use uuid::Uuid;

/// How long an export can be fetched, in milliseconds: 24 hours (P-60).
const LIFETIME_MS: i64 = 24 * 60 * 60 * 1_000;

/// Performs the job.
pub async fn perform(core: &Core, job: &Claimed) -> Result<Outcome> {
    let scope = Scope { account: job.account, actor: Actor::Job(job.id) };
    let id: ExportId = job.subject()?;
    let outcome = Box::pin(run(core, &scope, job.id, id)).await;
    if outcome.is_ok() {
        tell(core, &scope, id).await?;
    }
    if matches!(outcome, Err(Error::NotFound)) {
        // The lead is gone: there is nothing to hand over.
        let tx = core.db.begin().await?;
        let row = repository::lock(&tx, scope.account, id).await?;
        end(&tx, core, &row, ExportState::Withdrawn).await?;
        tx.commit().await?;
    }
    outcome
}

/// A copy that a lead has asked for answers their request. After a crash in between, the next attempt finds the copy made and
/// tells all the same.
async fn tell(core: &Core, scope: &Scope, id: ExportId) -> Result<()> {
    let row = repository::load(core.db.read(), scope.account, id).await?;
    match row.lead_id.map(LeadId).filter(|lead| row.asked_by == Some(lead.0)) {
        Some(lead) if row.state == ExportState::Ready.as_str() => {
            requests::copy_made(core, scope, lead).await
        }
        _ => Ok(()),
    }
}

async fn run(core: &Core, scope: &Scope, job: JobId, id: ExportId) -> Result<Outcome> {
    let Some(mut sink) = begin(core, scope, job, id).await? else { return Ok(over()) };
    let order = pack::Order { account: scope.account, lead: sink.lead, made_at: core.now() };
    match Box::pin(pack::pack(core, &order, &mut sink)).await {
        Ok(packed) => finish(core, scope, &sink, &packed).await,
        Err(_) if sink.is_stopped => Ok(over()),
        Err(error) => Err(error),
    }
}

/// Begins a run: whatever an earlier one has left is deleted. `None` when the export is over.
async fn begin(core: &Core, scope: &Scope, job: JobId, id: ExportId) -> Result<Option<Parts>> {
    let tx = core.db.begin().await?;
    let row = repository::lock(&tx, scope.account, id).await?;
    let now = core.now_ms();
    if row.state != ExportState::Making.as_str() || row.expires_at <= now {
        return Ok(None);
    }
    if !repository::is_whole(&tx, &Model { people: 0, ..row.clone() }).await? {
        return Err(Error::NotFound);
    }
    forget_parts(&tx, core, &row).await?;
    if row.lead_id.is_none() {
        repository::make_key(&tx, core, scope.account, id).await?;
    }
    let run = core.new_id();
    let columns = ActiveModel {
        run_id: Set(Some(run)),
        started_at: Set(Some(now)),
        people: Set(repository::people_before(&tx, scope.account, now).await?),
        ..Default::default()
    };
    repository::update(&tx, id, columns).await?;
    let key = core.vault.key(&tx, repository::key_owner(scope.account, id, row.lead_id)).await?;
    tx.commit().await?;
    let lead = row.lead_id.map(LeadId);
    let (core, account) = (core.clone(), scope.account);
    Ok(Some(Parts { core, account, job, id, run, lead, key, count: 0, bytes: 0, is_stopped: false }))
}

/// Makes the export ready, unless somebody in it was erased while it was being made: then it begins anew.
async fn finish(core: &Core, scope: &Scope, sink: &Parts, packed: &Packed) -> Result<Outcome> {
    let tx = core.db.begin().await?;
    let row = repository::lock(&tx, scope.account, sink.id).await?;
    if row.run_id != Some(sink.run) {
        return lost(&row.state);
    }
    if !repository::is_whole(&tx, &row).await? {
        return Err(Error::Internal(
            "somebody was erased while an export was made: it begins anew".to_owned(),
        ));
    }
    let now = core.now_ms();
    let columns = ActiveModel {
        state: Set(ExportState::Ready.as_str().to_owned()),
        made_at: Set(Some(now)),
        expires_at: Set(now + LIFETIME_MS),
        records: Set(packed.records),
        left_out: Set(packed.left_out),
        bytes: Set(sink.bytes),
        chunks: Set(sink.count),
        ..Default::default()
    };
    repository::update(&tx, sink.id, columns).await?;
    let made = entry("export.made", sink.id, sink.lead).with(format!("records={}", packed.records));
    audit::record(&tx, core, scope, made).await?;
    tx.commit().await?;
    core.live.send(scope.account, Event::Jobs);
    Ok(Outcome::Done)
}

/// Another run has taken over or somebody was erased (then this job is tried again), or the export is over.
fn lost(state: &str) -> Result<Outcome> {
    if state == ExportState::Making.as_str() {
        return Err(Error::Internal("this run of an export no longer counts".to_owned()));
    }
    Ok(over())
}

/// There is nothing left to do: the export was stopped, ran out, or was taken back.
fn over() -> Outcome {
    Outcome::Denied("over".to_owned())
}

/// Where the file goes: into sealed parts, as long as this run is the one that counts.
struct Parts {
    core: Core,
    account: realtoros_domain::ids::AccountId,
    job: JobId,
    id: ExportId,
    run: Uuid,
    lead: Option<LeadId>,
    key: DataKey,
    count: i64,
    bytes: i64,
    is_stopped: bool,
}

impl Sink for Parts {
    async fn put(&mut self, bytes: Vec<u8>) -> Result<()> {
        let tx = self.core.db.begin().await?;
        let row = repository::lock(&tx, self.account, self.id).await?;
        if row.run_id != Some(self.run) {
            self.is_stopped = row.state != ExportState::Making.as_str();
            return Err(Error::Internal("this run of an export no longer counts".to_owned()));
        }
        repository::insert_chunk(&tx, &self.key, self.account, self.id, self.count, &bytes).await?;
        tx.commit().await?;
        self.count += 1;
        self.bytes += i64::try_from(bytes.len()).unwrap_or_default();
        Ok(())
    }

    async fn progress(&mut self, done: i64, total: i64) -> Result<()> {
        if !jobs::progress(&self.core, self.job, done, total).await? {
            self.is_stopped = true;
            return Err(Error::Internal("an export was stopped".to_owned()));
        }
        self.core.live.send(self.account, Event::Jobs);
        Ok(())
    }
}

#[cfg(test)]
pub(super) mod tests {
    //! Runs that are cut off, for the tests of an export's lifetime.

    use super::*;

    /// Begins a run and stores one part, as a worker does that dies then.
    pub async fn begin_and_store(core: &Core, scope: &Scope, job: JobId, id: ExportId, bytes: &[u8]) {
        let mut sink = begin(core, scope, job, id).await.unwrap().unwrap();
        sink.put(bytes.to_vec()).await.unwrap();
    }

    /// Makes the whole file, then lets something happen, then tries to finish.
    pub async fn make_and_finish(
        core: &Core,
        scope: &Scope,
        job: JobId,
        id: ExportId,
        meanwhile: impl AsyncFnOnce(),
    ) -> Result<Outcome> {
        let mut sink = begin(core, scope, job, id).await?.ok_or(Error::NotFound)?;
        let order = pack::Order { account: scope.account, lead: sink.lead, made_at: core.now() };
        let packed = Box::pin(pack::pack(core, &order, &mut sink)).await?;
        meanwhile().await;
        finish(core, scope, &sink, &packed).await
    }
}
