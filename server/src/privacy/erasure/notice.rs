//! The second notice: the last backup that could hold the person has expired (P-58, P-62).

use super::{
    entity::erasure,
    repository::{self, Deletion},
};
use crate::{
    Actor, Core, Error, Result, Scope,
    audit::{self, Entry, Subject},
    backups,
    jobs::{self, Claimed, JobKind, NewJob, Outcome},
};
use realtoros_domain::{closing::DAY_MS, ids::AccountId};
use sea_orm::{ActiveValue::Set, ConnectionTrait};
use uuid::Uuid;

/// An erasure is over this long after the instant that its certificate names. A backup that was begun in between may
/// still hold the person.
const LONGEST_ERASURE_MS: i64 = 60_000;

/// Plans the second notice for the day on which the last backup has expired.
pub(super) async fn schedule(tx: &impl ConnectionTrait, core: &Core, deletion: &Deletion) -> Result<()> {
    let key = format!("erasure_notice:{}", deletion.id);
    look_at(tx, core, deletion.account, deletion.id, deletion.backups_until, key).await
}

async fn look_at(
    tx: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    deletion: Uuid,
    run_at: i64,
    key: String,
) -> Result<()> {
    let job = NewJob::now(core, account, JobKind::ErasureNotice, &deletion)?;
    jobs::enqueue(tx, core, NewJob { run_at, ..job }.once(key)).await?;
    Ok(())
}

/// Writes the second notice, and forgets what the provider could not be made to redact. The calendar alone proves
/// nothing: while a backup from before the erasure is there, nothing is certified and it is looked again a day later.
pub async fn perform(core: &Core, job: &Claimed) -> Result<Outcome> {
    let id: Uuid = job.subject()?;
    let scope = Scope { account: job.account, actor: Actor::Job(job.id) };
    let certified = repository::certified(core.db.read(), job.account, Some(id), 1).await?.pop();
    let certificate = certified.ok_or(Error::NotFound)?;
    if certificate.confirmed_at.is_some() {
        return Ok(Outcome::Done);
    }
    let is_held =
        backups::any_from_before(core, certificate.erased_at.saturating_add(LONGEST_ERASURE_MS)).await?;
    let tx = core.db.begin().await?;
    if is_held {
        tracing::warn!(deletion = %id, "a backup from before an erasure has not been deleted in time");
        let tomorrow = core.now_ms().saturating_add(DAY_MS);
        let key = format!("erasure_notice:{id}:{}", tomorrow / DAY_MS);
        look_at(&tx, core, job.account, id, tomorrow, key).await?;
        tx.commit().await?;
        return Ok(Outcome::Done);
    }
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
