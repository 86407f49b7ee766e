//! Reminders a week and a day before a date. What they say is read from the register when somebody looks at Today.

use super::{Act, entity::request, repository};
use crate::{
    Actor, Core, Result, Scope,
    jobs::{self, Claimed, JobKind, NewJob, Outcome},
    live::Event,
};
use chrono::{Days, NaiveDate, NaiveTime, TimeZone};
use chrono_tz::Tz;
use realtoros_domain::{
    ids::{AccountId, RequestId},
    rights::State,
};
use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};

/// How many days before the date.
const DAYS_BEFORE: [u64; 2] = [7, 1];
/// When in the realtor's day.
const MORNING: u32 = 9;

/// What a reminder is about.
#[derive(Debug, Serialize, Deserialize)]
struct About {
    request: RequestId,
    due_on: NaiveDate,
}

/// Plans the reminders of a request for its date. An extension plans new ones; the old ones find another date and rest.
pub(super) async fn plan(
    tx: &impl ConnectionTrait,
    core: &Core,
    zone: Tz,
    row: &request::Model,
    due_on: NaiveDate,
) -> Result<()> {
    for days in DAYS_BEFORE {
        let about = About { request: RequestId(row.id), due_on };
        let job = NewJob::now(core, AccountId(row.account_id), JobKind::RequestReminder, &about)?;
        let run_at = due_on.checked_sub_days(Days::new(days)).and_then(|day| morning(day, zone));
        let run_at = run_at.unwrap_or(job.run_at);
        let job = NewJob { run_at, ..job }.once(format!("request-reminder:{}:{due_on}:{days}", row.id));
        jobs::enqueue(tx, core, job).await?;
    }
    Ok(())
}

/// Reminds: open browsers look again, and the register says that there was a reminder.
pub async fn perform(core: &Core, job: &Claimed) -> Result<Outcome> {
    let about: About = job.subject()?;
    let scope = Scope { account: job.account, actor: Actor::Job(job.id) };
    let tx = core.db.begin().await?;
    let row = repository::lock(&tx, job.account, about.request).await?;
    let waits =
        State::parse(&row.state).is_some_and(State::is_open) && row.due_on == about.due_on.to_string();
    if waits {
        repository::append(&tx, core, &scope, &row, Act::Reminded, Some(about.due_on), None).await?;
    }
    tx.commit().await?;
    if waits {
        core.live.send(job.account, Event::Leads);
    }
    Ok(Outcome::Done)
}

/// The instant at which the working day begins; in the hour that a clock change skips, the next that there is.
fn morning(day: NaiveDate, zone: Tz) -> Option<i64> {
    let local = day.and_time(NaiveTime::from_hms_opt(MORNING, 0, 0)?);
    zone.from_local_datetime(&local).earliest().map(|at| at.timestamp_millis())
}
