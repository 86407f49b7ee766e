//! The weekly cut: leads by state of the licence and stage.

use super::repository;
use crate::{
    Actor, Core, Error, Result, Scope, accounts,
    clock::from_millis,
    db::{self, is_conflict},
};
use chrono::{Datelike, NaiveDate, NaiveTime, TimeDelta};
use realtoros_domain::{
    Stage,
    aggregate::{Counts, SafeAggregate, Shown},
    ids::AccountId,
};

/// A published week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cut {
    /// The Monday with which the week began (RFC 3339 date).
    pub week: String,
    /// What may be shown.
    pub cells: Vec<Shown>,
}

/// The newest published week.
pub async fn latest(core: &Core) -> Result<Option<Cut>> {
    Ok(repository::newest(core.db.read()).await?.map(|(week, cells)| Cut { week, cells }))
}

/// Counts the week that has begun, once; says whether it was due. What comes or goes later in the week changes nothing: two
/// tables that differ by one person cannot be had.
pub async fn cut_if_due(core: &Core) -> Result<bool> {
    let monday = monday(core.now_ms());
    let week = monday.to_string();
    if repository::has(core.db.read(), &week).await? {
        return Ok(false);
    }
    let before = monday.and_time(NaiveTime::MIN).and_utc().timestamp_millis();
    let safe = SafeAggregate::of(&count(core, before).await?);
    let tx = core.db.begin().await?;
    match repository::store(&tx, core, &week, safe.cells()).await {
        Ok(()) => tx.commit().await?,
        Err(Error::Database(error)) if is_conflict(&error) => return Ok(false),
        Err(other) => return Err(other),
    }
    Ok(true)
}

/// The Monday on or before an instant, in UTC.
pub(super) fn monday(millis: i64) -> NaiveDate {
    let day = from_millis(millis).date_naive();
    day - TimeDelta::days(i64::from(day.weekday().num_days_from_monday()))
}

/// Counts in memory. Closing accounts and those that are left out are not counted at all.
async fn count(core: &Core, before: i64) -> Result<Counts> {
    let (active, left_out) = db::across(async {
        let active = accounts::active(core.db.read()).await?;
        Ok::<_, Error>((active, repository::left_out(core.db.read()).await?))
    })
    .await?;
    let mut counts = Counts::default();
    for (number, account) in (0..).zip(active.into_iter().filter(|account| !left_out.contains(account))) {
        match db::within(account, of_account(core, account, before)).await {
            Ok((state, stages)) => {
                for stage in Stage::ALL {
                    counts.add(&state, stage.as_str(), number, 0);
                }
                for (stage, leads) in stages {
                    counts.add(&state, &stage, number, leads);
                }
            }
            // An account that cannot be read is not counted; the others are.
            Err(error) => tracing::warn!(%account, %error, "an account is left out of the weekly counts"),
        }
    }
    Ok(counts)
}

async fn of_account(core: &Core, account: AccountId, before: i64) -> Result<(String, Vec<(String, u64)>)> {
    let scope = Scope { account, actor: Actor::System };
    let state = accounts::profile(core, &scope).await?.licence_state;
    Ok((state, repository::by_stage(core.db.read(), account, before).await?))
}
