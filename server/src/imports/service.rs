//! Use cases of the import wizard.

use super::{
    entity::import,
    outcomes,
    reader::TablePlan,
    record::{ImportRecord, ImportState, ImportView},
    remembered, repository,
    stored::{mapping, planned},
    trust::{Standing, standing},
    upload::dry_run,
};
use crate::{
    Core, Error, Result, Scope, accounts,
    audit::{self, Entry, Subject},
    jobs::{self, JobKind, NewJob},
    live::Event,
};
use realtoros_domain::{
    ids::{ImportId, JobId, LeadId},
    imports::{Field, ImportContext},
};
use sea_orm::ActiveValue::Set;
use std::collections::HashSet;

/// What the account's imports are read with: today where the realtor is, and under which name consent was asked.
pub(super) async fn context(core: &Core, scope: &Scope) -> Result<ImportContext> {
    let profile = accounts::profile(core, scope).await?;
    let zone: chrono_tz::Tz = profile.time_zone.parse().unwrap_or(chrono_tz::UTC);
    Ok(ImportContext { as_of: core.now().with_timezone(&zone).date_naive(), seller: Some(profile.brokerage) })
}

/// An import of the account.
pub async fn view(core: &Core, scope: &Scope, id: ImportId) -> Result<ImportView> {
    let opened = repository::load(core.db.read(), core, scope.account, id).await?;
    core.reads.note(scope, Entry::new("import.read", Subject::one("import", id)));
    let seller = context(core, scope).await?.seller;
    let standing = standing(&opened.1, seller.as_deref(), core.now());
    Ok(ImportView { standing, ..to_view(core, scope, opened).await? })
}

/// The newest imports of the account.
pub async fn list(core: &Core, scope: &Scope) -> Result<Vec<ImportView>> {
    let mut views = Vec::new();
    for opened in repository::newest(core, scope.account, 20).await? {
        views.push(to_view(core, scope, opened).await?);
    }
    Ok(views)
}

/// All but how the file stands, which only the page of one import shows.
async fn to_view(core: &Core, scope: &Scope, (row, record): repository::Opened) -> Result<ImportView> {
    let job = match row.job_id {
        Some(job) => jobs::status(core, scope, JobId(job)).await?,
        None => None,
    };
    let id = ImportId(row.id);
    let kept = outcomes::list(core.db.read(), scope.account, id, "kept", 0, 1_000).await?;
    let kept: Vec<LeadId> = kept.into_iter().filter_map(|row| row.lead_id.map(LeadId)).collect();
    let merged = outcomes::merged(core.db.read(), scope.account, &kept).await?;
    let mut listed = HashSet::new();
    let kept = kept.into_iter().map(|id| merged.get(&id).copied().unwrap_or(id));
    Ok(ImportView {
        id,
        state: ImportState::parse(&row.state),
        record,
        standing: Standing::NoLedger,
        rows: row.rows_total,
        written: [row.rows_new, row.rows_duplicate, row.rows_rejected],
        job,
        kept: kept.filter(|id| listed.insert(*id)).collect(),
        created_at: row.created_at,
    })
}

/// The realtor's choice for the columns of a table: a field, or `None` to leave the column out.
#[derive(Clone, Debug)]
pub struct TableChoice {
    /// The table, from 0.
    pub table: usize,
    /// One entry per column.
    pub fields: Vec<Option<Field>>,
}

/// Corrects the mapping of a table, counts again, and remembers the correction for files with the same columns.
pub async fn choose(core: &Core, scope: &Scope, id: ImportId, choice: TableChoice) -> Result<()> {
    let (row, mut record) = repository::load(core.db.read(), core, scope.account, id).await?;
    require(&row, &[ImportState::Preview])?;
    let table = record.tables.get_mut(choice.table).ok_or(Error::NotFound)?;
    let mut chosen = mapping(&table.plan)
        .cloned()
        .ok_or_else(|| Error::invalid("This table has no columns to choose."))?;
    for (column, field) in choice.fields.into_iter().enumerate() {
        // A sensitive column stays refused, whatever is chosen.
        let _ = chosen.set(column, field);
    }
    table.plan = planned(chosen.clone());
    let record = dry_run(core, scope, id, record).await?;
    let tx = core.db.begin().await?;
    require(&repository::lock(&tx, scope.account, id).await?, &[ImportState::Preview])?;
    remembered::remember(&tx, core, scope.account, &chosen).await?;
    repository::save_record(&tx, core, scope.account, id, &record).await?;
    Ok(tx.commit().await?)
}

/// Starts writing the rows of an import.
pub async fn start(core: &Core, scope: &Scope, id: ImportId) -> Result<JobId> {
    let tx = core.db.begin().await?;
    repository::lock(&tx, scope.account, id).await?;
    let (row, record) = repository::load(&tx, core, scope.account, id).await?;
    require(&row, &[ImportState::Preview, ImportState::Canceled])?;
    let is_whole = |row: &import::Model| row.state == ImportState::Preview.as_str();
    if !is_whole(&row) && !repository::has_chunks(&tx, scope.account, id).await? {
        return Err(Error::Conflict(
            "The rest of this file was deleted 30 days after the import was stopped. Upload the file again: \
             people who are in already are recognized."
                .to_owned(),
        ));
    }
    if !has_leads(&record) {
        return Err(Error::invalid("Say first which column holds the e-mail address or the phone number."));
    }
    let job = NewJob::now(core, scope.account, JobKind::ImportCommit, &id)?;
    let job =
        jobs::enqueue(&tx, core, job).await?.ok_or_else(|| Error::Internal("no job was made".into()))?;
    set_state(&tx, core, id, ImportState::Running, Some(job)).await?;
    audit::record(&tx, core, scope, Entry::new("import.started", Subject::one("import", id))).await?;
    tx.commit().await?;
    core.wake.notify_one();
    Ok(job)
}

/// Stops an import half-way. What was written stays, and can be undone or gone on with.
pub async fn cancel(core: &Core, scope: &Scope, id: ImportId) -> Result<()> {
    let (row, _) = repository::load(core.db.read(), core, scope.account, id).await?;
    require(&row, &[ImportState::Running])?;
    if let Some(job) = row.job_id {
        jobs::cancel(core, scope, JobId(job)).await?;
    }
    let tx = core.db.begin().await?;
    // Its last batch may have been written in the meantime.
    require(&repository::lock(&tx, scope.account, id).await?, &[ImportState::Running])?;
    set_state(&tx, core, id, ImportState::Canceled, None).await?;
    audit::record(&tx, core, scope, Entry::new("import.canceled", Subject::one("import", id))).await?;
    tx.commit().await?;
    core.live.send(scope.account, Event::Jobs);
    Ok(())
}

/// Takes back what an import wrote.
pub async fn undo(core: &Core, scope: &Scope, id: ImportId) -> Result<JobId> {
    let tx = core.db.begin().await?;
    let row = repository::lock(&tx, scope.account, id).await?;
    require(&row, &[ImportState::Done, ImportState::Canceled])?;
    let job = NewJob::now(core, scope.account, JobKind::ImportUndo, &id)?;
    let job =
        jobs::enqueue(&tx, core, job).await?.ok_or_else(|| Error::Internal("no job was made".into()))?;
    set_state(&tx, core, id, ImportState::Undoing, Some(job)).await?;
    audit::record(&tx, core, scope, Entry::new("import.undo", Subject::one("import", id))).await?;
    tx.commit().await?;
    core.wake.notify_one();
    Ok(job)
}

/// Refuses what an import in another state cannot do.
pub(super) fn require(row: &import::Model, states: &[ImportState]) -> Result<()> {
    let state = ImportState::parse(&row.state);
    if states.contains(&state) {
        return Ok(());
    }
    Err(Error::Conflict(match state {
        ImportState::Preview => "This import has not been started.".to_owned(),
        ImportState::Running => "This import is running.".to_owned(),
        ImportState::Done => "This import is done.".to_owned(),
        ImportState::Canceled => "This import was stopped.".to_owned(),
        ImportState::Undoing => "This import is being taken back.".to_owned(),
        ImportState::Undone => "This import was taken back.".to_owned(),
    }))
}

fn has_leads(record: &ImportRecord) -> bool {
    record.tables.iter().any(|table| !matches!(table.plan, TablePlan::Unknown(_)))
}

async fn set_state(
    tx: &impl sea_orm::ConnectionTrait,
    core: &Core,
    id: ImportId,
    state: ImportState,
    job: Option<JobId>,
) -> Result<()> {
    let columns = import::ActiveModel {
        id: Set(id.0),
        state: Set(state.as_str().to_owned()),
        job_id: job.map_or(sea_orm::ActiveValue::NotSet, |job| Set(Some(job.0))),
        ..Default::default()
    };
    repository::update(tx, core, columns).await
}
