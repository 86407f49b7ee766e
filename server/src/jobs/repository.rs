//! Queries of the job table.

use super::{
    ACCOUNT_CLOSING, JobKind, JobState, Lane, MAX_ATTEMPTS,
    entity::{ActiveModel, Column, Entity, Model},
};
use crate::{Core, Error, Result, Scope};
use realtoros_domain::ids::{AccountId, JobId, LeadId};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    TryInsertResult,
    sea_query::{LockBehavior, LockType},
};
use serde::{Serialize, de::DeserializeOwned};
use uuid::Uuid;

/// How long a worker may be silent before another takes its job.
const LEASE_MS: i64 = 60_000;

/// A job to be done.
#[derive(Clone, Debug)]
pub struct NewJob {
    /// Whose job it is.
    pub account: AccountId,
    /// What is to be done.
    pub kind: JobKind,
    /// Ids only: the payload is not sealed.
    pub payload: String,
    /// Not before this instant, in milliseconds since 1970 UTC.
    pub run_at: i64,
    /// A second job with the same key is not made.
    pub dedupe_key: Option<String>,
}

impl NewJob {
    /// A job about `subject` (ids only) that may run at once.
    pub fn now(core: &Core, account: AccountId, kind: JobKind, subject: &impl Serialize) -> Result<Self> {
        let payload = serde_json::to_string(subject)?;
        Ok(Self { account, kind, payload, run_at: core.now_ms(), dedupe_key: None })
    }

    /// The job, made once however often it is asked for.
    #[must_use]
    pub fn once(mut self, key: String) -> Self {
        self.dedupe_key = Some(key);
        self
    }
}

/// Stores a job in the transaction of what caused it. `None` when one with the same key is there already.
pub async fn enqueue(tx: &impl ConnectionTrait, core: &Core, job: NewJob) -> Result<Option<JobId>> {
    let (id, now) = (core.new_id(), core.now_ms());
    let row = ActiveModel {
        id: Set(id),
        account_id: Set(Some(job.account.0)),
        kind: Set(job.kind.as_str().to_owned()),
        payload: Set(job.payload),
        state: Set(JobState::Queued.as_str().to_owned()),
        run_at: Set(job.run_at),
        lease_until: Set(None),
        attempts: Set(0),
        progress: Set(0),
        total: Set(0),
        dedupe_key: Set(job.dedupe_key),
        error: Set(None),
        created_at: Set(now),
        updated_at: Set(now),
    };
    let inserted =
        Entity::insert(row).on_conflict_do_nothing_on([Column::DedupeKey]).exec_without_returning(tx).await?;
    core.wake.notify_one();
    Ok(match inserted {
        TryInsertResult::Inserted(1..) => Some(JobId(id)),
        _ => None,
    })
}

/// A job that this worker holds.
#[derive(Clone, Debug)]
pub struct Claimed {
    /// The job.
    pub id: JobId,
    /// Whose job it is.
    pub account: AccountId,
    /// What is to be done.
    pub kind: JobKind,
    payload: String,
    attempts: i32,
}

impl Claimed {
    /// What the job is about.
    pub fn subject<T: DeserializeOwned>(&self) -> Result<T> {
        Ok(serde_json::from_str(&self.payload)?)
    }
}

/// Takes the next job that is due, or whose worker has fallen silent.
pub async fn claim(core: &Core) -> Result<Option<Claimed>> {
    claim_among(core, Condition::all()).await
}

/// The same on one lane. While an account has a job running on a lane that is not short, its others there wait for it.
pub async fn claim_in(core: &Core, lane: Lane) -> Result<Option<Claimed>> {
    let mut among = Condition::all().add(Column::Kind.is_in(lane.kinds()));
    if lane != Lane::Short {
        let busy = Entity::find()
            .select_only()
            .column(Column::AccountId)
            .filter(Column::AccountId.is_not_null())
            .filter(Column::Kind.is_in(lane.kinds()))
            .filter(Column::State.eq(JobState::Running.as_str()))
            .filter(Column::LeaseUntil.gte(core.now_ms()))
            .into_query();
        among = among.add(Column::AccountId.not_in_subquery(busy));
    }
    claim_among(core, among).await
}

/// The same among the jobs of one account.
pub async fn claim_of(core: &Core, account: AccountId) -> Result<Option<Claimed>> {
    claim_among(core, Condition::all().add(Column::AccountId.eq(account.0))).await
}

async fn claim_among(core: &Core, among: Condition) -> Result<Option<Claimed>> {
    let now = core.now_ms();
    let due = Condition::all().add(Column::State.eq(JobState::Queued.as_str())).add(Column::RunAt.lte(now));
    let silent =
        Condition::all().add(Column::State.eq(JobState::Running.as_str())).add(Column::LeaseUntil.lt(now));
    let tx = core.db.begin().await?;
    let found = Entity::find()
        .filter(among.add(Condition::any().add(due).add(silent)))
        .order_by_asc(Column::RunAt)
        .limit(1)
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
        .one(&tx)
        .await?;
    let Some(row) = found else {
        tx.rollback().await?;
        return Ok(None);
    };
    let (id, attempts) = (row.id, row.attempts + 1);
    ActiveModel {
        id: Set(id),
        state: Set(JobState::Running.as_str().to_owned()),
        lease_until: Set(Some(now + LEASE_MS)),
        attempts: Set(attempts),
        updated_at: Set(now),
        ..Default::default()
    }
    .update(&tx)
    .await?;
    tx.commit().await?;
    let account =
        row.account_id.map(AccountId).ok_or_else(|| Error::Internal(format!("job {id} has no account")))?;
    Ok(Some(Claimed { id: JobId(id), account, kind: row.kind.parse()?, payload: row.payload, attempts }))
}

/// Notes how far a running job has come and keeps its lease. `false` when a person has stopped it.
pub async fn progress(core: &Core, id: JobId, done: i64, total: i64) -> Result<bool> {
    let now = core.now_ms();
    let changed = Entity::update_many()
        .set(ActiveModel {
            progress: Set(done),
            total: Set(total),
            lease_until: Set(Some(now + LEASE_MS)),
            updated_at: Set(now),
            ..Default::default()
        })
        .filter(Column::Id.eq(id.0))
        .filter(Column::State.eq(JobState::Running.as_str()))
        .exec(core.db.write())
        .await?;
    Ok(changed.rows_affected == 1)
}

/// Keeps the lease of a running job that has nothing to report yet.
pub async fn keep(core: &Core, id: JobId) -> Result<()> {
    Entity::update_many()
        .set(ActiveModel { lease_until: Set(Some(core.now_ms() + LEASE_MS)), ..Default::default() })
        .filter(Column::Id.eq(id.0))
        .filter(Column::State.eq(JobState::Running.as_str()))
        .exec(core.db.write())
        .await?;
    Ok(())
}

/// Ends a job in `state`, with a reason where there is one.
pub async fn finish(core: &Core, id: JobId, state: JobState, reason: Option<String>) -> Result<()> {
    Entity::update_many()
        .set(ActiveModel {
            state: Set(state.as_str().to_owned()),
            lease_until: Set(None),
            error: Set(reason),
            updated_at: Set(core.now_ms()),
            ..Default::default()
        })
        .filter(Column::Id.eq(id.0))
        .filter(Column::State.eq(JobState::Running.as_str()))
        .exec(core.db.write())
        .await?;
    Ok(())
}

/// Puts a failed job back with a pause that doubles each time, or gives it up.
pub async fn fail(core: &Core, job: &Claimed, reason: String) -> Result<()> {
    if job.attempts >= MAX_ATTEMPTS {
        return finish(core, job.id, JobState::Dead, Some(reason)).await;
    }
    let now = core.now_ms();
    Entity::update_many()
        .set(ActiveModel {
            state: Set(JobState::Queued.as_str().to_owned()),
            run_at: Set(now + 1_000 * (1_i64 << job.attempts)),
            lease_until: Set(None),
            error: Set(Some(reason)),
            updated_at: Set(now),
            ..Default::default()
        })
        .filter(Column::Id.eq(job.id.0))
        .filter(Column::State.eq(JobState::Running.as_str()))
        .exec(core.db.write())
        .await?;
    Ok(())
}

/// Stops a job of the account that is not over yet. `false` when it was.
pub async fn cancel(core: &Core, scope: &Scope, id: JobId) -> Result<bool> {
    let states = [JobState::Queued, JobState::Running].map(JobState::as_str);
    let changed = Entity::update_many()
        .set(ActiveModel {
            state: Set(JobState::Canceled.as_str().to_owned()),
            lease_until: Set(None),
            updated_at: Set(core.now_ms()),
            ..Default::default()
        })
        .filter(Column::Id.eq(id.0))
        .filter(Column::AccountId.eq(scope.account.0))
        .filter(Column::State.is_in(states))
        .exec(core.db.write())
        .await?;
    Ok(changed.rows_affected == 1)
}

/// Denies every job of the account that is not over, but for those that its closing does not stop. A worker that has
/// one finds out at its next step (P-56). Returns how many.
pub async fn deny_all(tx: &impl ConnectionTrait, core: &Core, account: AccountId) -> Result<u64> {
    let stopped = JobKind::ALL.iter().copied().filter(|kind| !kind.survives_closing()).map(JobKind::as_str);
    let changed = Entity::update_many()
        .set(ActiveModel {
            state: Set(JobState::Denied.as_str().to_owned()),
            lease_until: Set(None),
            error: Set(Some(ACCOUNT_CLOSING.to_owned())),
            updated_at: Set(core.now_ms()),
            ..Default::default()
        })
        .filter(Column::AccountId.eq(account.0))
        .filter(Column::Kind.is_in(stopped))
        .filter(Column::State.is_in([JobState::Queued, JobState::Running].map(JobState::as_str)))
        .exec(tx)
        .await?;
    Ok(changed.rows_affected)
}

/// How a job stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobStatus {
    /// The job.
    pub id: JobId,
    /// Its state.
    pub state: JobState,
    /// Steps done.
    pub progress: i64,
    /// Steps in all; 0 while unknown.
    pub total: i64,
    /// Why it failed or was denied.
    pub error: Option<String>,
}

impl From<Model> for JobStatus {
    fn from(row: Model) -> Self {
        Self {
            id: JobId(row.id),
            state: JobState::parse(&row.state),
            progress: row.progress,
            total: row.total,
            error: row.error,
        }
    }
}

/// How a job of the account stands.
pub async fn status(core: &Core, scope: &Scope, id: JobId) -> Result<Option<JobStatus>> {
    let query = Entity::find_by_id(id.0).filter(Column::AccountId.eq(scope.account.0));
    Ok(query.one(core.db.read()).await?.map(Into::into))
}

/// How the newest jobs of a kind stand.
pub async fn statuses(
    core: &Core,
    scope: &Scope,
    kind: JobKind,
    limit: u64,
) -> Result<Vec<(Uuid, JobStatus)>> {
    let rows = Entity::find()
        .filter(Column::AccountId.eq(scope.account.0))
        .filter(Column::Kind.eq(kind.as_str()))
        .order_by_desc(Column::CreatedAt)
        .limit(limit)
        .all(core.db.read())
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.into())).collect())
}

/// Removes the records of jobs of a kind, of all accounts, that ended before an instant without anything to look at: for
/// kinds of which there are many.
pub async fn drop_finished(core: &Core, kind: JobKind, before: i64) -> Result<u64> {
    let over = [JobState::Done, JobState::Denied, JobState::Canceled].map(JobState::as_str);
    let gone = Entity::delete_many()
        .filter(Column::Kind.eq(kind.as_str()))
        .filter(Column::State.is_in(over))
        .filter(Column::UpdatedAt.lt(before));
    Ok(gone.exec(core.db.write()).await?.rows_affected)
}

/// Removes the jobs about leads who are erased; one that runs finds nothing to finish. Returns how many.
pub async fn forget(tx: &impl ConnectionTrait, account: AccountId, leads: &[LeadId]) -> Result<u64> {
    let mut gone = 0;
    for lead in leads {
        // Payloads hold ids only, written as text.
        let about = Entity::delete_many()
            .filter(Column::AccountId.eq(account.0))
            .filter(Column::Payload.contains(lead.to_string()));
        gone += about.exec(tx).await?.rows_affected;
    }
    Ok(gone)
}
