//! The rotation of an account's key as a job.

use super::{Pulse, Rotated, rotate_account};
use crate::{
    Core, Error, Result, Scope,
    jobs::{self, Claimed, JobKind, NewJob, Outcome},
    vault::{KeyOwner, repository},
};
use realtoros_domain::ids::{AccountId, JobId};
use serde::{Deserialize, Serialize};

#[derive(Debug, Serialize, Deserialize)]
struct Payload {
    /// The version after which a new one is made.
    from: i32,
}

/// Asks for a new key for the account of `scope`. Two such jobs at once do the same work together.
pub async fn start(core: &Core, scope: &Scope) -> Result<JobId> {
    let newest = repository::of(core.db.read(), KeyOwner::Account(scope.account)).await?.pop();
    let from = newest.ok_or(Error::NotFound)?.version;
    let tx = core.db.begin().await?;
    let job = NewJob::now(core, scope.account, JobKind::RotateAccountKey, &Payload { from })?;
    let job = jobs::enqueue(&tx, core, job).await?;
    tx.commit().await?;
    job.ok_or_else(|| Error::Internal("the job was not made".to_owned()))
}

/// The same from upkeep: once a day for the same version, in case an earlier job was given up.
pub(super) async fn start_due(core: &Core, account: AccountId, from: i32) -> Result<()> {
    let day = core.now_ms() / (24 * 3_600_000);
    let tx = core.db.begin().await?;
    let job = NewJob::now(core, account, JobKind::RotateAccountKey, &Payload { from })?;
    jobs::enqueue(&tx, core, job.once(format!("rotate/{account}/{from}/{day}"))).await?;
    Ok(tx.commit().await?)
}

/// Does the job.
pub async fn perform(core: &Core, job: &Claimed) -> Result<Outcome> {
    let Payload { from } = job.subject()?;
    let mut pulse = Lease { core, job: job.id };
    Ok(match rotate_account(core, job.account, from, &mut pulse).await? {
        Rotated::Done(_) => Outcome::Done,
        Rotated::Stopped => Outcome::Canceled,
    })
}

/// Keeps the job's lease, and shows how far it is.
struct Lease<'a> {
    core: &'a Core,
    job: JobId,
}

impl Pulse for Lease<'_> {
    async fn beat(&mut self, done: u64) -> Result<bool> {
        jobs::progress(self.core, self.job, i64::try_from(done).unwrap_or(i64::MAX), 0).await
    }
}
