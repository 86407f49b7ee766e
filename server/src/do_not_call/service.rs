//! Use cases of the page: looking, making it count, and how the account stands.

use super::{
    entity::scrub,
    record::{ListCopy, Scrub, ScrubState, Standing},
    repository, upload,
};
use crate::{
    Core, Error, Result, Scope,
    audit::{self, Entry, Subject},
    clock::from_millis,
    jobs::{self, JobKind, JobState, NewJob},
    leads::directory::directory,
    live::Event,
    outbound::AccountFacts,
};
use chrono::Days;
use chrono_tz::Tz;
use realtoros_domain::{
    do_not_call::{List, Number, check_download, last_good_day},
    ids::{JobId, ScrubId},
};
use sea_orm::ActiveValue::Set;
use std::collections::{BTreeMap, HashSet};

/// After how many days a realtor is reminded of the next download: a week before the last good day.
const REMIND_DAYS: u64 = 24;

/// A comparison of the account.
pub async fn view(core: &Core, scope: &Scope, id: ScrubId) -> Result<Scrub> {
    let row = repository::load(core.db.read(), scope.account, id).await?;
    to_scrub(core, scope, row).await
}

async fn to_scrub(core: &Core, scope: &Scope, row: scrub::Model) -> Result<Scrub> {
    let job = match row.job_id {
        Some(job) => jobs::status(core, scope, JobId(job)).await?,
        None => None,
    };
    let state = ScrubState::parse(&row.state);
    let areas = match state {
        ScrubState::Preview => repository::areas(core.db.read(), &row).await?,
        _ => Vec::new(),
    };
    Ok(Scrub {
        id: ScrubId(row.id),
        list: list(&row)?,
        downloaded_at: row.downloaded_at,
        state,
        areas,
        covered: covered(&row),
        checked: row.checked.unsigned_abs(),
        listed: row.listed.unsigned_abs(),
        job,
    })
}

fn list(row: &scrub::Model) -> Result<List> {
    row.list.parse().map_err(|_| Error::Internal(format!("unknown list {}", row.list)))
}

fn covered(row: &scrub::Model) -> Vec<u16> {
    row.covered.split(',').filter_map(|area| area.parse().ok()).collect()
}

/// Makes what was found count for these area codes of the file, or goes on after a stop. `full` is the realtor's word that
/// the file is the full list for them: numbers that are not in it will count as not listed.
pub async fn start(core: &Core, scope: &Scope, id: ScrubId, areas: &[u16], full: bool) -> Result<JobId> {
    let account = scope.account;
    let zone = AccountFacts::load(core, account).await?.zone;
    let tx = core.db.begin().await?;
    let row = repository::lock(&tx, account, id).await?;
    match ScrubState::parse(&row.state) {
        ScrubState::Preview => {
            require(&row, areas, full)?;
            repository::keep_areas(&tx, account, id, areas).await?;
        }
        ScrubState::Running if has_stopped(core, scope, &row).await? => {}
        ScrubState::Running => {
            return Err(Error::Conflict("This list is being compared already.".to_owned()));
        }
        ScrubState::Done => return Err(Error::Conflict("This list counts already.".to_owned())),
        ScrubState::Reading => return Err(Error::NotFound),
    }
    let day = from_millis(row.downloaded_at).with_timezone(&zone).date_naive();
    check_download(day, upload::today(core, zone)).map_err(|why| Error::invalid(why.to_string()))?;
    let job = NewJob::now(core, account, JobKind::NumberScrub, &id)?;
    let job =
        jobs::enqueue(&tx, core, job).await?.ok_or_else(|| Error::Internal("no job was made".into()))?;
    let mut columns = scrub::ActiveModel {
        state: Set(ScrubState::Running.as_str().to_owned()),
        job_id: Set(Some(job.0)),
        ..Default::default()
    };
    if row.state == ScrubState::Preview.as_str() {
        let codes: Vec<String> = areas.iter().map(ToString::to_string).collect();
        columns.covered = Set(codes.join(","));
    }
    repository::update(&tx, account, id, columns).await?;
    audit::record(&tx, core, scope, Entry::new("dnc.started", Subject::one("do_not_call_scrub", id))).await?;
    tx.commit().await?;
    core.wake.notify_one();
    core.live.send(account, Event::Jobs);
    Ok(job)
}

fn require(row: &scrub::Model, areas: &[u16], full: bool) -> Result<()> {
    let in_file: BTreeMap<u16, u64> = serde_json::from_str(&row.areas)?;
    if areas.is_empty() {
        return Err(Error::invalid("Choose at least one area code."));
    }
    if areas.iter().any(|area| !in_file.contains_key(area)) {
        return Err(Error::invalid("Only area codes that are in the file can be chosen."));
    }
    if !full {
        return Err(Error::invalid(
            "Confirm that this is the full list for these area codes: numbers that are not in it will count as not listed.",
        ));
    }
    Ok(())
}

/// Whether the job ended before its work did, as when the account was closing.
async fn has_stopped(core: &Core, scope: &Scope, row: &scrub::Model) -> Result<bool> {
    let Some(job) = row.job_id else { return Ok(true) };
    let status = jobs::status(core, scope, JobId(job)).await?;
    Ok(!status.is_some_and(|status| matches!(status.state, JobState::Queued | JobState::Running)))
}

/// Forgets what was found in a file that does not count yet, or ends a comparison that has stopped: its list may have grown
/// too old to go on with. Numbers that it has marked by then stay marked as of the day of its download.
pub async fn discard(core: &Core, scope: &Scope, id: ScrubId) -> Result<()> {
    let tx = core.db.begin().await?;
    let row = repository::lock(&tx, scope.account, id).await?;
    let can_end = match ScrubState::parse(&row.state) {
        ScrubState::Preview => true,
        ScrubState::Running => has_stopped(core, scope, &row).await?,
        ScrubState::Reading | ScrubState::Done => false,
    };
    if !can_end {
        return Err(Error::Conflict("This list counts already, or is about to.".to_owned()));
    }
    repository::delete(&tx, scope.account, id).await?;
    audit::record(&tx, core, scope, Entry::new("dnc.discarded", Subject::one("do_not_call_scrub", id)))
        .await?;
    tx.commit().await?;
    core.live.send(scope.account, Event::Jobs);
    Ok(())
}

/// How the account stands.
pub async fn standing(core: &Core, scope: &Scope) -> Result<Standing> {
    let (conn, account) = (core.db.read(), scope.account);
    let zone = AccountFacts::load(core, account).await?.zone;
    let mut open = Vec::new();
    for row in repository::newest(conn, account, &[ScrubState::Preview, ScrubState::Running]).await? {
        open.push(to_scrub(core, scope, row).await?);
    }
    let done = repository::newest(conn, account, &[ScrubState::Done]).await?;
    let (numbers, unchecked) = repository::counts(conn, account).await?;
    let today = upload::today(core, zone);
    Ok(Standing { copies: copies(done, zone, today)?, open, unchecked, numbers, today })
}

/// The newest copy for each area code of each list. A copy that a newer one replaces everywhere is left out.
fn copies(mut rows: Vec<scrub::Model>, zone: Tz, today: chrono::NaiveDate) -> Result<Vec<ListCopy>> {
    // The order in which marks win: the later download, and of two on one day the later file.
    rows.sort_by_key(|row| std::cmp::Reverse((row.downloaded_at, row.applied_at)));
    let mut seen: Vec<(List, u16)> = Vec::new();
    let mut copies = Vec::new();
    for row in rows {
        let list = list(&row)?;
        let mut areas = covered(&row);
        areas.retain(|area| !seen.contains(&(list, *area)));
        if areas.is_empty() {
            continue;
        }
        seen.extend(areas.iter().map(|area| (list, *area)));
        let good_until = last_good_day(from_millis(row.downloaded_at).with_timezone(&zone).date_naive());
        copies.push(ListCopy {
            list,
            downloaded_at: row.downloaded_at,
            good_until,
            is_stale: today > good_until,
            areas,
            checked: row.checked.unsigned_abs(),
            listed: row.listed.unsigned_abs(),
        });
    }
    copies.sort_by_key(|copy| copy.list);
    Ok(copies)
}

/// The last good day of the federal copy that grows old first, once it is time to download the next one. A copy for area codes
/// in which no lead has a number now reminds nobody.
pub async fn is_due_again(core: &Core, scope: &Scope) -> Result<Option<chrono::NaiveDate>> {
    let done = repository::newest(core.db.read(), scope.account, &[ScrubState::Done]).await?;
    if done.is_empty() {
        return Ok(None);
    }
    let zone = AccountFacts::load(core, scope.account).await?.zone;
    let today = upload::today(core, zone);
    let mut due: Vec<_> = copies(done, zone, today)?
        .into_iter()
        .filter(|copy| copy.list == List::Federal && is_time(copy, zone, today))
        .collect();
    if due.is_empty() {
        return Ok(None);
    }
    let directory = directory(core, scope).await?;
    let phones = directory.rows().iter().flat_map(|row| &row.phones);
    let lived_in: HashSet<u16> =
        phones.filter_map(|phone| Number::from_e164(phone)).map(Number::area_code).collect();
    due.retain(|copy| copy.areas.iter().any(|area| lived_in.contains(area)));
    Ok(due.into_iter().map(|copy| copy.good_until).min())
}

fn is_time(copy: &ListCopy, zone: Tz, today: chrono::NaiveDate) -> bool {
    let day = from_millis(copy.downloaded_at).with_timezone(&zone).date_naive();
    day.checked_add_days(Days::new(REMIND_DAYS)).is_some_and(|quiet| today > quiet)
}
