//! The second notice: the last backup that could hold the person has expired (P-58, P-62).

use super::{
    entity::erasure,
    repository::{self, Deletion},
};
use crate::{
    Actor, Core, Result, Scope,
    audit::{self, Entry, Subject},
    jobs::{self, Claimed, JobKind, NewJob, Outcome},
};
use sea_orm::{ActiveValue::Set, ConnectionTrait};
use uuid::Uuid;

/// Plans the second notice for the day on which the last backup has expired.
pub(super) async fn schedule(tx: &impl ConnectionTrait, core: &Core, deletion: &Deletion) -> Result<()> {
    let job = NewJob::now(core, deletion.account, JobKind::ErasureNotice, &deletion.id)?;
    let job = NewJob { run_at: deletion.backups_until, ..job };
    jobs::enqueue(tx, core, job.once(format!("erasure_notice:{}", deletion.id))).await?;
    Ok(())
}

/// Writes the second notice, and forgets what the provider could not be made to redact.
pub async fn perform(core: &Core, job: &Claimed) -> Result<Outcome> {
    let id: Uuid = job.subject()?;
    let scope = Scope { account: job.account, actor: Actor::Job(job.id) };
    let tx = core.db.begin().await?;
    let left: Vec<Uuid> =
        repository::copies(&tx, job.account, id).await?.into_iter().map(|copy| copy.id).collect();
    repository::drop_copies(&tx, job.account, &left).await?;
    let columns = erasure::ActiveModel {
        confirmed_at: Set(Some(core.now_ms())),
        copies_given_up: if left.is_empty() { sea_orm::ActiveValue::NotSet } else { Set(true) },
        ..Default::default()
    };
    repository::update(&tx, job.account, id, columns).await?;
    let entry = Entry::new("erasure.backups_expired", Subject::one("erasure", id));
    audit::record(&tx, core, &scope, entry).await?;
    tx.commit().await?;
    Ok(Outcome::Done)
}
