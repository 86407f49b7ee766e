//! Making what was found count: a job, batch by batch. Each batch is one transaction that also takes its parts away, so a
//! crash neither loses nor doubles a number.

use super::{
    entity::{mark, scrub},
    record::ScrubState,
    repository,
};
use crate::{
    Actor, Core, Error, Result, Scope,
    audit::{self, Entry, Subject},
    jobs::{self, Claimed, Outcome},
    live::Event,
};
use realtoros_domain::ids::{JobId, ScrubId};
use sea_orm::ActiveValue::Set;

/// How many numbers one transaction takes.
const BATCH: u64 = 500;

/// What a step did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// So many numbers count now.
    Took(usize),
    /// It was the last one.
    Finished,
    /// Somebody else works on it, or nobody may.
    NotIts,
}

/// Performs the job. Run again after a crash, it goes on where the last whole batch ended.
pub async fn perform(core: &Core, job: &Claimed) -> Result<Outcome> {
    let scope = Scope { account: job.account, actor: Actor::Job(job.id) };
    let id: ScrubId = job.subject()?;
    let (mut done, total) = (0, repository::count_parts(core.db.read(), scope.account, id).await?);
    loop {
        match step(core, &scope, id, job.id, BATCH).await? {
            Step::Took(n) => done += i64::try_from(n).unwrap_or_default(),
            Step::Finished => break,
            Step::NotIts => {
                let row = repository::load(core.db.read(), scope.account, id).await?;
                let is_done = ScrubState::parse(&row.state) == ScrubState::Done;
                return Ok(if is_done { Outcome::Done } else { Outcome::Canceled });
            }
        }
        if !jobs::progress(core, job.id, done, total).await? {
            return Ok(Outcome::Canceled);
        }
        core.live.send(scope.account, Event::Jobs);
    }
    // What lists and the composer say about people may have changed.
    core.live.send(scope.account, Event::Leads);
    Ok(Outcome::Done)
}

/// One transaction: the next numbers count, or there are none left and the comparison is done.
pub(super) async fn step(core: &Core, scope: &Scope, id: ScrubId, job: JobId, most: u64) -> Result<Step> {
    let account = scope.account;
    let tx = core.db.begin().await?;
    let Some(row) = repository::lock_for(&tx, account, id, job).await? else { return Ok(Step::NotIts) };
    let parts = repository::parts(&tx, account, id, most).await?;
    if parts.is_empty() {
        finish(&tx, core, scope, &row).await?;
        tx.commit().await?;
        return Ok(Step::Finished);
    }
    let indexes = parts.iter().map(|part| part.address_index.clone()).collect();
    // Whoever was erased or corrected meanwhile leaves no mark.
    let held = repository::held(&tx, account, indexes).await?;
    let list = row.list.parse().map_err(|_| Error::Internal(format!("unknown list {}", row.list)))?;
    let marks: Vec<_> = parts
        .iter()
        .filter(|part| held.contains(&part.address_index))
        .map(|part| mark::Model {
            id: core.new_id(),
            account_id: account.0,
            address_index: part.address_index.clone(),
            list: row.list.clone(),
            scrubbed_at: row.downloaded_at,
            listed: part.listed,
        })
        .collect();
    let count = |n: usize| i64::try_from(n).unwrap_or_default();
    let columns = scrub::ActiveModel {
        checked: Set(row.checked + count(marks.len())),
        listed: Set(row.listed + count(marks.iter().filter(|mark| mark.listed).count())),
        ..Default::default()
    };
    repository::mark(&tx, list, marks).await?;
    repository::delete_parts(&tx, account, id, &parts).await?;
    repository::update(&tx, account, id, columns).await?;
    tx.commit().await?;
    Ok(Step::Took(parts.len()))
}

async fn finish(
    tx: &impl sea_orm::ConnectionTrait,
    core: &Core,
    scope: &Scope,
    row: &scrub::Model,
) -> Result<()> {
    let columns = scrub::ActiveModel {
        state: Set(ScrubState::Done.as_str().to_owned()),
        applied_at: Set(Some(core.now_ms())),
        ..Default::default()
    };
    repository::update(tx, scope.account, ScrubId(row.id), columns).await?;
    repository::delete_orphans(tx, scope.account, None).await?;
    let areas = row.covered.split(',').count();
    let detail = format!("list={} areas={areas} checked={} listed={}", row.list, row.checked, row.listed);
    let entry = Entry::new("dnc.scrubbed", Subject::one("do_not_call_scrub", row.id)).with(detail);
    audit::record(tx, core, scope, entry).await
}
