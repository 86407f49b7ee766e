//! Reading when members are busy, every quarter of an hour (P-22).

use super::{
    Access, Part, access,
    record::BusyRecord,
    repository::{self, ACTIVE},
};
use crate::{
    Core, Error, Result, db,
    jobs::{self, Claimed, JobKind, NewJob, Outcome},
    providers::{self, BusyAsked},
};
use realtoros_domain::ids::AccountId;
use std::time::Duration;
use uuid::Uuid;

/// How many days ahead busy times are read.
pub const HORIZON_DAYS: i64 = 14;
const DAY_MS: i64 = 24 * 3_600_000;
/// How often each connection is read.
const EVERY_MS: i64 = 15 * 60_000;
/// How long the record of a finished sync is kept: nobody asks for it, and there are many.
const RECORD_MS: i64 = 3_600_000;
/// Busy times that could not be read anew for so long go: they say nothing about now.
const STALE_MS: i64 = DAY_MS;

/// Plans syncs until the process ends.
pub async fn every_minute(core: Core) {
    loop {
        if let Err(error) = plan(&core).await {
            tracing::error!(%error, "reading calendars could not be planned; trying again in a minute");
        }
        tokio::time::sleep(Duration::from_mins(1)).await;
    }
}

/// Makes the job of this quarter of an hour for every connected calendar, once however many nodes there are, and clears
/// away what is over. Returns how many jobs were made. Looks across accounts.
pub async fn plan(core: &Core) -> Result<usize> {
    let now = core.now_ms();
    repository::delete_stale(core, now - STALE_MS).await?;
    jobs::drop_finished(core, JobKind::SyncCalendar, now - RECORD_MS).await?;
    let mut made = 0;
    for (account, id) in repository::connected(core, Part::Calendar).await? {
        let job = planned(core, account, id, now.div_euclid(EVERY_MS))?;
        let planned = db::within(account, jobs::enqueue(core.db.write(), core, job)).await?;
        made += usize::from(planned.is_some());
    }
    Ok(made)
}

/// Does the job. Nothing leaves when the connection is gone, has ended, or nothing may flow to its provider, or when the
/// calendar was read a moment ago. A provider that does not answer is asked again by the next job: there is one every
/// quarter of an hour.
pub async fn perform(core: &Core, job: &Claimed) -> Result<Outcome> {
    let id: Uuid = job.subject()?;
    let connection = repository::load(core, job.account, id).await?;
    if !connection.serves(Part::Calendar) {
        return Ok(Outcome::Denied("not_connected".to_owned()));
    }
    if connection.synced_at.is_some_and(|at| core.now_ms() - at < EVERY_MS / 2) {
        return Ok(Outcome::Done);
    }
    match read(core, job.account, id).await {
        Ok(()) => Ok(Outcome::Done),
        Err(Error::Refused(_)) => Ok(Outcome::Denied("not_open".to_owned())),
        Err(Error::Throttled(seconds)) => {
            wait(core, job.account, id, seconds * 1_000).await?;
            Ok(Outcome::Done)
        }
        Err(Error::Provider(why)) => {
            tracing::warn!(account = %job.account, why, "a calendar was not read");
            Ok(Outcome::Done)
        }
        Err(other) => Err(other),
    }
}

async fn read(core: &Core, account: AccountId, id: Uuid) -> Result<()> {
    let Access { provider, token } = access(core, account, id).await?;
    let from = core.now_ms();
    let asked = BusyAsked {
        from: crate::clock::from_millis(from),
        to: crate::clock::from_millis(from + HORIZON_DAYS * DAY_MS),
    };
    let busy = providers::calendar(core, provider)?.free_busy(&token, &asked).await?;
    store(core, account, id, busy).await
}

/// The provider asks for a pause: the job of now, and those of every quarter of an hour in the pause, are made here and wait
/// for its end. The first of them that reads leaves nothing to do for the others.
async fn wait(core: &Core, account: AccountId, id: Uuid, pause_ms: i64) -> Result<()> {
    let end = core.now_ms() + pause_ms;
    for slot in core.now_ms().div_euclid(EVERY_MS)..=end.div_euclid(EVERY_MS) {
        let job = planned(core, account, id, slot)?;
        jobs::enqueue(core.db.write(), core, NewJob { run_at: end, ..job }).await?;
    }
    Ok(())
}

/// The job of a quarter of an hour, once however often it is made.
fn planned(core: &Core, account: AccountId, id: Uuid, slot: i64) -> Result<NewJob> {
    let job = NewJob::now(core, account, JobKind::SyncCalendar, &id)?;
    Ok(job.once(format!("sync_calendar:{id}:{slot}")))
}

/// Puts what was read in the place of what was there, unless the connection has ended meanwhile.
async fn store(core: &Core, account: AccountId, id: Uuid, mut busy: Vec<(i64, i64)>) -> Result<()> {
    let now = core.now_ms();
    busy.retain(|(start, end)| start < end && *end > now);
    busy.sort_unstable();
    let tx = core.db.begin().await?;
    db::lock_account(&tx, account).await?;
    let row = repository::row(&tx, account, id).await?;
    if row.state == ACTIVE && Part::read_all(&row.parts).contains(&Part::Calendar) {
        repository::replace_busy(&tx, core, account, id, &BusyRecord { busy }).await?;
    }
    Ok(tx.commit().await?)
}
