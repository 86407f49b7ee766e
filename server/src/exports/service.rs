//! Asking for an export, watching it, stopping it, and what ends it.

use super::{
    Export, ExportState,
    entity::export::{ActiveModel, Model},
    record::{asked_by, is_own},
    repository,
};
use crate::{
    Core, Result, Scope,
    audit::{self, Entry, Subject},
    jobs::{self, JobKind, JobState, NewJob},
    leads,
    live::Event,
};
use realtoros_domain::ids::{AccountId, ExportId, JobId, LeadId};
use sea_orm::{ActiveValue::Set, ConnectionTrait};
use uuid::Uuid;

/// How long an export can be fetched, in milliseconds: 24 hours (P-60).
const LIFETIME_MS: i64 = 24 * 60 * 60 * 1_000;
/// How long a download may take before what is left of it is deleted, in milliseconds.
const DOWNLOAD_MS: i64 = 60 * 60 * 1_000;
/// How many exports the page shows.
const SHOWN: u64 = 20;

/// Asks for a copy of everything that the account has (P-33, P-60). Whoever asks again while one is being made gets that
/// one.
pub async fn request(core: &Core, scope: &Scope) -> Result<ExportId> {
    ask(core, scope, None).await
}

/// Asks for a copy of everything that is known of one lead: every channel, consent, use of AI and recipient (P-59). Only
/// the one who asks may fetch it.
pub async fn request_for_lead(core: &Core, scope: &Scope, lead: LeadId) -> Result<ExportId> {
    ask(core, scope, Some(lead)).await
}

/// The same in the caller's transaction.
pub async fn request_for_lead_in(
    tx: &impl ConnectionTrait,
    core: &Core,
    scope: &Scope,
    lead: LeadId,
) -> Result<ExportId> {
    ask_in(tx, core, scope, Some(lead)).await
}

async fn ask(core: &Core, scope: &Scope, lead: Option<LeadId>) -> Result<ExportId> {
    let tx = core.db.begin().await?;
    let id = ask_in(&tx, core, scope, lead).await?;
    tx.commit().await?;
    core.live.send(scope.account, Event::Jobs);
    Ok(id)
}

async fn ask_in(
    tx: &impl ConnectionTrait,
    core: &Core,
    scope: &Scope,
    lead: Option<LeadId>,
) -> Result<ExportId> {
    if let Some(lead) = lead {
        leads::load(tx, core, scope.account, lead).await?;
    }
    let (asked_by_kind, asked_by) = asked_by(scope);
    let open = repository::newest(tx, scope.account, lead, SHOWN).await?;
    let same = open.iter().filter(|row| {
        row.state == ExportState::Making.as_str()
            && row.lead_id == lead.map(|lead| lead.0)
            && (row.asked_by_kind.as_str(), row.asked_by) == (asked_by_kind, asked_by)
            && row.expires_at > core.now_ms()
    });
    for row in same {
        if is_worked_on(core, scope, row).await? {
            return Ok(ExportId(row.id));
        }
    }
    let (id, now) = (ExportId(core.new_id()), core.now_ms());
    let job = jobs::enqueue(tx, core, NewJob::now(core, scope.account, JobKind::Export, &id)?).await?;
    let row = Model {
        id: id.0,
        account_id: scope.account.0,
        lead_id: lead.map(|lead| lead.0),
        job_id: job.map(|job| job.0),
        asked_by_kind: asked_by_kind.to_owned(),
        asked_by,
        state: ExportState::Making.as_str().to_owned(),
        run_id: None,
        created_at: now,
        started_at: None,
        made_at: None,
        expires_at: now + LIFETIME_MS,
        taken_at: None,
        people: 0,
        records: 0,
        left_out: 0,
        bytes: 0,
        chunks: 0,
    };
    repository::insert(tx, row).await?;
    audit::record(tx, core, scope, entry("export.requested", id, lead)).await?;
    Ok(id)
}

/// Whether somebody is still making it: a job that has failed for good makes nothing any more.
async fn is_worked_on(core: &Core, scope: &Scope, row: &Model) -> Result<bool> {
    let Some(job) = row.job_id else { return Ok(false) };
    let job = jobs::status(core, scope, JobId(job)).await?;
    Ok(job.is_some_and(|job| matches!(job.state, JobState::Queued | JobState::Running)))
}

/// What is written down about an export: with the lead, whose "who saw my data" shows it.
pub(super) fn entry(action: &'static str, id: ExportId, lead: Option<LeadId>) -> Entry {
    match lead {
        Some(lead) => Entry::new(action, Subject::one("lead", lead)),
        None => Entry::new(action, Subject::one("export", id)),
    }
}

/// The newest exports of the account, newest first.
pub async fn list(core: &Core, scope: &Scope) -> Result<Vec<Export>> {
    let rows = repository::newest(core.db.read(), scope.account, None, SHOWN).await?;
    let mut exports = Vec::with_capacity(rows.len());
    for row in rows {
        exports.push(view(core, scope, &row).await?);
    }
    Ok(exports)
}

/// The newest export of a lead that the caller asked for.
pub async fn newest_of_lead(core: &Core, scope: &Scope, lead: LeadId) -> Result<Option<Export>> {
    let rows = repository::newest(core.db.read(), scope.account, Some(lead), SHOWN).await?;
    match rows.iter().find(|row| is_own(row, scope)) {
        Some(row) => Ok(Some(view(core, scope, row).await?)),
        None => Ok(None),
    }
}

/// One export that the caller asked for. That of somebody else looks like one that does not exist.
pub async fn find(core: &Core, scope: &Scope, id: ExportId) -> Result<Export> {
    let row = repository::load(core.db.read(), scope.account, id).await?;
    let export = view(core, scope, &row).await?;
    if export.is_own { Ok(export) } else { Err(crate::Error::NotFound) }
}

/// Who asked for an export, and when it was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The kind of the one who asked, as in the audit chain.
    pub kind: String,
    /// Who it was, where it is somebody.
    pub id: Option<Uuid>,
    /// When it was made, in milliseconds since 1970 UTC.
    pub made_at: Option<i64>,
}

impl From<Model> for Asked {
    fn from(row: Model) -> Self {
        Self { kind: row.asked_by_kind, id: row.asked_by, made_at: row.made_at }
    }
}

/// Who asked for the export that a job makes; nobody when it makes none.
pub async fn asked_by_job(core: &Core, scope: &Scope, job: JobId) -> Result<Option<Asked>> {
    Ok(repository::of_job(core.db.read(), scope.account, job.0).await?.map(Into::into))
}

/// Who had everything in the account copied since an instant, for whoever was in it (P-59).
pub async fn asked_for_everything(core: &Core, scope: &Scope, since: i64) -> Result<Vec<Asked>> {
    const MOST: u64 = 500;
    let rows = repository::of_everybody_since(core.db.read(), scope.account, since, MOST).await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

async fn view(core: &Core, scope: &Scope, row: &Model) -> Result<Export> {
    let job = match row.job_id {
        Some(job) => jobs::status(core, scope, JobId(job)).await?,
        None => None,
    };
    Ok(Export::of(row, job, scope, core.now_ms()))
}

/// Stops an export that is being made, or throws one away that is ready.
pub async fn cancel(core: &Core, scope: &Scope, id: ExportId) -> Result<()> {
    let export = find(core, scope, id).await?;
    if let Some(job) = &export.job {
        jobs::cancel(core, scope, job.id).await?;
    }
    let tx = core.db.begin().await?;
    let row = repository::lock(&tx, scope.account, id).await?;
    if end(&tx, core, &row, ExportState::Canceled).await? {
        audit::record(&tx, core, scope, entry("export.canceled", id, export.lead)).await?;
    }
    tx.commit().await?;
    core.live.send(scope.account, Event::Jobs);
    Ok(())
}

/// Ends an export in `state`: its parts are deleted and its own key is destroyed. `false` when it was over already.
pub(super) async fn end(
    tx: &impl ConnectionTrait,
    core: &Core,
    row: &Model,
    state: ExportState,
) -> Result<bool> {
    forget_parts(tx, core, row).await?;
    if !ExportState::OPEN.contains(&ExportState::parse(&row.state)) {
        return Ok(false);
    }
    let columns =
        ActiveModel { state: Set(state.as_str().to_owned()), run_id: Set(None), ..Default::default() };
    repository::update(tx, ExportId(row.id), columns).await?;
    Ok(true)
}

/// Deletes what is stored of an export, and its own key.
pub(super) async fn forget_parts(tx: &impl ConnectionTrait, core: &Core, row: &Model) -> Result<()> {
    let (account, id) = (AccountId(row.account_id), ExportId(row.id));
    repository::delete_chunks(tx, account, id).await?;
    if row.lead_id.is_none() {
        core.vault.destroy(tx, repository::key_owner(account, id, None)).await?;
    }
    Ok(())
}

/// Takes back every export that holds something of a lead who is being erased, in the transaction of the erasure: one that
/// is being made begins anew without them, one that waits is gone. Says how many there were. Deleting a lead calls this; rows
/// that go in another way are found out when the export is finished and when it is fetched (P-62).
pub async fn forget_lead(
    tx: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    lead: LeadId,
) -> Result<usize> {
    let rows = repository::holding(tx, account, lead).await?;
    for row in &rows {
        let begins_anew = row.lead_id.is_none() && row.state == ExportState::Making.as_str();
        if begins_anew {
            // The run that is at work finds its number gone, fails, and is tried again.
            forget_parts(tx, core, row).await?;
            let columns = ActiveModel { run_id: Set(None), ..Default::default() };
            repository::update(tx, ExportId(row.id), columns).await?;
        } else {
            end(tx, core, row, ExportState::Withdrawn).await?;
        }
    }
    Ok(rows.len())
}

/// How many exports of all accounts are stored although they ran out before `before`: for the control that looks for what
/// was forgotten.
pub async fn overdue(core: &Core, before: i64) -> Result<usize> {
    Ok(repository::run_out(core.db.read(), before).await?.len())
}

/// Deletes exports that have run out, and what downloads that broke off have left. Runs across accounts.
pub async fn tidy(core: &Core) -> Result<()> {
    let now = core.now_ms();
    for (account, id) in repository::run_out(core.db.read(), now).await? {
        crate::db::within(account, expire(core, account, id, now)).await?;
    }
    for (account, id) in repository::left_over(core.db.read(), now - DOWNLOAD_MS).await? {
        crate::db::within(account, async {
            let tx = core.db.begin().await?;
            let row = repository::lock(&tx, account, id).await?;
            forget_parts(&tx, core, &row).await?;
            tx.commit().await?;
            Ok::<(), crate::Error>(())
        })
        .await?;
    }
    Ok(())
}

async fn expire(core: &Core, account: AccountId, id: ExportId, now: i64) -> Result<()> {
    let scope = Scope { account, actor: crate::Actor::System };
    let tx = core.db.begin().await?;
    let row = repository::lock(&tx, account, id).await?;
    if row.expires_at <= now && end(&tx, core, &row, ExportState::Expired).await? {
        let lead = row.lead_id.map(LeadId);
        audit::record(&tx, core, &scope, entry("export.expired", id, lead)).await?;
    }
    tx.commit().await?;
    Ok(())
}
