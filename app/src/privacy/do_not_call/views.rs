//! From use cases to what the page shows.

use super::view::{AreaView, CopyView, ListsView, OpenView, WorkView};
use crate::format::{Zone, when};
use chrono::{Days, NaiveDate};
use realtoros_domain::do_not_call::List;
use realtoros_server::{
    Core, Error, Result, Scope,
    do_not_call::{self, AreaFound, ListCopy, Scrub, ScrubState},
    jobs::JobState,
    outbound::AccountFacts,
};
use std::collections::BTreeMap;

/// A full list of an area code has many thousands of numbers.
const THIN: u64 = 1_000;

/// Everything on the page.
pub async fn lists(core: &Core, scope: &Scope) -> Result<ListsView> {
    let zone = AccountFacts::load(core, scope.account).await?.zone;
    let standing = do_not_call::standing(core, scope).await?;
    let oldest = standing.today.checked_sub_days(Days::new(31)).unwrap_or(standing.today);
    Ok(ListsView {
        copies: standing.copies.iter().map(|found| copy(found, zone)).collect(),
        open: standing.open.into_iter().map(|scrub| open(scrub, zone)).collect(),
        unchecked: standing.unchecked,
        numbers: standing.numbers,
        today: standing.today.to_string(),
        oldest: oldest.to_string(),
        lists: List::all().map(|list| (list.as_str().to_owned(), title(list))).collect(),
    })
}

/// The area codes that were chosen in the form: the key of each begins with a letter.
pub fn chosen(areas: &BTreeMap<String, String>) -> Result<Vec<u16>> {
    let code = |key: &String| key.strip_prefix('a').and_then(|code| code.parse().ok());
    areas
        .keys()
        .map(|key| code(key).ok_or_else(|| Error::invalid("Choose area codes of the file.")))
        .collect()
}

/// The name of a list at the beginning of a line.
fn title(list: List) -> String {
    let name = list.name();
    let name = name.strip_prefix("the ").unwrap_or(&name);
    let mut letters = name.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn day(millis: i64, zone: impl Zone) -> String {
    when(millis, zone, "%b %-d, %Y")
}

fn copy(found: &ListCopy, zone: impl Zone) -> CopyView {
    let areas: Vec<String> = found.areas.iter().map(ToString::to_string).collect();
    let (tone, good) = good(found.good_until, found.is_stale);
    CopyView {
        name: title(found.list),
        areas: areas.join(", "),
        downloaded: day(found.downloaded_at, zone),
        checked: found.checked,
        listed: found.listed,
        good,
        tone: tone.to_owned(),
    }
}

fn good(until: NaiveDate, is_stale: bool) -> (&'static str, String) {
    let day = until.format("%b %-d, %Y");
    if is_stale { ("stop", format!("Ran out on {day}")) } else { ("ok", format!("Good until {day}")) }
}

fn open(scrub: Scrub, zone: impl Zone) -> OpenView {
    let job = scrub.job.as_ref();
    let is_at_work = job.is_some_and(|job| matches!(job.state, JobState::Queued | JobState::Running));
    let work = (scrub.state == ScrubState::Running).then(|| WorkView {
        done: job.map_or(0, |job| job.progress.unsigned_abs()),
        of: job.map_or(0, |job| job.total.unsigned_abs()),
        has_stopped: !is_at_work,
    });
    OpenView {
        id: scrub.id,
        name: title(scrub.list),
        downloaded: day(scrub.downloaded_at, zone),
        areas: scrub.areas.into_iter().map(area).collect(),
        work,
    }
}

const fn area(found: AreaFound) -> AreaView {
    let AreaFound { area, in_file, leads, listed } = found;
    AreaView { area, in_file, leads, listed, is_thin: in_file < THIN }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn p48_a_copy_says_until_when_it_is_good_and_that_it_has_run_out() {
        let until: NaiveDate = "2026-12-25".parse().unwrap();
        assert_eq!(good(until, false), ("ok", "Good until Dec 25, 2026".to_owned()));
        assert_eq!(good(until, true), ("stop", "Ran out on Dec 25, 2026".to_owned()));
        assert_eq!(title(List::State("TX")), "Texas do-not-call list");
        assert_eq!(title(List::Federal), "Federal do-not-call list");
    }

    #[test]
    fn p48_only_area_codes_are_chosen() {
        let keys = |keys: &[&str]| keys.iter().map(|key| ((*key).to_owned(), "on".to_owned())).collect();
        assert_eq!(chosen(&keys(&["a512", "a737"])).unwrap(), [512, 737]);
        assert!(chosen(&keys(&["a512", "512"])).is_err() && chosen(&keys(&["axx"])).is_err());
    }
}
