//! Reading connected mailboxes, every two minutes.

use super::{
    repository::{self, Look},
    round::Round,
};
use crate::{
    Core, Error, Result,
    connections::{self, Access, Part, access},
    db,
    jobs::{self, Claimed, JobKind, NewJob, Outcome},
    providers,
};
use realtoros_domain::ids::AccountId;
use std::time::Duration;
use uuid::Uuid;

/// How often each mailbox is read.
const EVERY_MS: i64 = 2 * 60_000;
/// How long the record of a finished look is kept: nobody asks for it, and there are many.
const RECORD_MS: i64 = 3_600_000;
/// The shortest pause between two looks: jobs that had to wait for each other do not look again and again.
pub(super) const PAUSE_MS: i64 = EVERY_MS / 2;

/// Plans looks until the process ends.
pub async fn every_minute(core: Core) {
    loop {
        if let Err(error) = plan(&core).await {
            tracing::error!(%error, "reading mailboxes could not be planned; trying again in a minute");
        }
        tokio::time::sleep(Duration::from_mins(1)).await;
    }
}

/// Makes the job of these two minutes for every connected mailbox, once however many nodes there are, and clears away what
/// is over. Returns how many were made. Looks across accounts.
pub async fn plan(core: &Core) -> Result<usize> {
    let now = core.now_ms();
    jobs::drop_finished(core, JobKind::SyncMail, now - RECORD_MS).await?;
    let mut made = 0;
    for (account, id) in connections::connected(core, Part::Mail).await? {
        let job = NewJob::now(core, account, JobKind::SyncMail, &id)?;
        let job = job.once(format!("sync_mail:{id}:{}", now.div_euclid(EVERY_MS)));
        let planned = db::within(account, jobs::enqueue(core.db.write(), core, job)).await?;
        made += usize::from(planned.is_some());
    }
    Ok(made)
}

/// Does the job. Nothing leaves when the connection is gone or has ended, when nothing may flow to its provider, while
/// the provider asked us to wait, or when the last look was a moment ago. A mailbox that does not answer is asked again by
/// the next job.
pub async fn perform(core: &Core, job: &Claimed) -> Result<Outcome> {
    let (account, id): (AccountId, Uuid) = (job.account, job.subject()?);
    if !connections::load(core, account, id).await?.serves(Part::Mail) {
        return Ok(Outcome::Denied("not_connected".to_owned()));
    }
    let (row, now) = (repository::row(core.db.read(), account, id).await?, core.now_ms());
    let is_early = row.as_ref().is_some_and(|row| {
        row.not_before.is_some_and(|at| now < at) || row.read_at.is_some_and(|at| now - at < PAUSE_MS)
    });
    if is_early {
        return Ok(Outcome::Done);
    }
    let Access { provider, token } = match access(core, account, id).await {
        Err(Error::Refused(_)) => return Ok(Outcome::Denied("not_open".to_owned())),
        Err(Error::Provider(why)) => {
            tracing::warn!(%account, why, "a mailbox was not opened");
            note(core, account, id, Look::Trouble("failed", Some(now + PAUSE_MS))).await?;
            return Ok(Outcome::Done);
        }
        Err(Error::Throttled(seconds)) => {
            note(core, account, id, Look::Trouble("busy", Some(now + seconds * 1_000))).await?;
            return Ok(Outcome::Done);
        }
        other => other?,
    };
    let place = match &row {
        Some(row) => repository::place(core.db.read(), core, row).await?,
        None => repository::Place::default(),
    };
    Round { core, job, id, mailbox: providers::mailbox(core, provider, token)?, provider }.run(place).await?;
    Ok(Outcome::Done)
}

/// Stores what a look came to, unless the connection has ended meanwhile; says whether it goes on.
pub(super) async fn note(core: &Core, account: AccountId, id: Uuid, look: Look<'_>) -> Result<bool> {
    let tx = core.db.begin().await?;
    db::lock_account(&tx, account).await?;
    let goes_on = connections::serves(&tx, account, id, Part::Mail).await?;
    if goes_on {
        repository::note(&tx, core, account, id, look).await?;
        tx.commit().await?;
    }
    Ok(goes_on)
}
