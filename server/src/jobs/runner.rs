//! The loop of a worker.

use super::{ACCOUNT_CLOSING, Claimed, JobState, Lane, claim, claim_in, fail, finish, repository::claim_of};
use crate::{Core, Error, Result, accounts, db};
use realtoros_domain::ids::AccountId;
use std::{future::Future, time::Duration};

/// How long an idle worker sleeps, unless it is woken.
const IDLE: Duration = Duration::from_millis(500);

/// How a job ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It happened.
    Done,
    /// A rule forbade it; the stable name of the reason.
    Denied(String),
    /// A person stopped it while it ran.
    Canceled,
}

/// Does jobs: one match over [`super::JobKind`], in the composition root.
pub trait Work: Clone + Send + Sync + 'static {
    /// Does one job. An error is tried again later.
    fn perform(&self, job: &Claimed) -> impl Future<Output = Result<Outcome>> + Send;
}

/// Claims and does the jobs of a lane, one after another, until the process ends.
pub async fn run(core: Core, work: impl Work, lane: Lane) {
    loop {
        match step_in(&core, &work, lane).await {
            Ok(true) => {}
            Ok(false) => {
                let _ = tokio::time::timeout(IDLE, core.wake.notified()).await;
            }
            Err(error) => {
                tracing::error!(%error, "the job table cannot be used; trying again");
                tokio::time::sleep(IDLE).await;
            }
        }
    }
}

/// Does the next job, if one is due; says whether there was one.
pub async fn step(core: &Core, work: &impl Work) -> Result<bool> {
    done(core, work, db::across(claim(core)).await?).await
}

async fn step_in(core: &Core, work: &impl Work, lane: Lane) -> Result<bool> {
    done(core, work, db::across(claim_in(core, lane)).await?).await
}

/// The same for one account only.
pub async fn step_of(core: &Core, account: AccountId, work: &impl Work) -> Result<bool> {
    done(core, work, claim_of(core, account).await?).await
}

/// Does a claimed job within its account; says whether there was one.
async fn done(core: &Core, work: &impl Work, job: Option<Claimed>) -> Result<bool> {
    let Some(job) = job else { return Ok(false) };
    db::within(job.account, perform(core, work, &job)).await?;
    core.live.send(job.account, crate::live::Event::Jobs);
    Ok(true)
}

async fn perform(core: &Core, work: &impl Work, job: &Claimed) -> Result<()> {
    // Asked here, once for every kind of job there is and will be (P-56).
    if !job.kind.survives_closing() && !accounts::is_active(core.db.read(), job.account).await? {
        return finish(core, job.id, JobState::Denied, Some(ACCOUNT_CLOSING.to_owned())).await;
    }
    match work.perform(job).await {
        Ok(Outcome::Done) => finish(core, job.id, JobState::Done, None).await?,
        Ok(Outcome::Denied(reason)) => finish(core, job.id, JobState::Denied, Some(reason)).await?,
        Ok(Outcome::Canceled) => {}
        Err(Error::NotFound) => finish(core, job.id, JobState::Denied, Some("gone".to_owned())).await?,
        Err(Error::Erased) => finish(core, job.id, JobState::Denied, Some("erased".to_owned())).await?,
        Err(error) => {
            tracing::warn!(job.id = %job.id, job.kind = %job.kind, %error, "a job failed");
            fail(core, job, class(&error).to_owned()).await?;
        }
    }
    Ok(())
}

/// What may be said about an error in the job table: its kind, never its text, which could hold data.
const fn class(error: &Error) -> &'static str {
    match error {
        Error::Provider(_) => "provider",
        Error::Database(_) => "database",
        Error::Vault(_) => "vault",
        Error::Throttled(_) => "throttled",
        _ => "internal",
    }
}
