//! When somebody is free: what is left of working hours between busy times (P-22).

use chrono::{DateTime, Datelike, Days, Duration, NaiveDate, NaiveTime, TimeZone, Utc, Weekday};
use chrono_tz::Tz;

/// A span of time: from `start` on, up to but without `end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Interval {
    /// Its beginning.
    pub start: DateTime<Utc>,
    /// Its end.
    pub end: DateTime<Utc>,
}

/// One day of a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day {
    /// The local date.
    pub date: NaiveDate,
    /// Busy times of the day, joined where they overlap, cut at midnight; also those outside of working hours.
    pub busy: Vec<Interval>,
    /// Free times in working hours from now on. None on Sundays.
    pub free: Vec<Interval>,
}

/// When a working day begins and ends, in local hours.
pub const WORKING_HOURS: (u32, u32) = (9, 18);
/// How long before it begins a time may be offered.
pub const NOTICE: Duration = Duration::hours(2);
/// How long an offered time lasts, at least.
const LENGTH: Duration = Duration::hours(1);
/// How many times are offered at most.
const OFFERS: usize = 3;
/// How many days ahead times are offered.
const AHEAD: u64 = 14;

/// The next `days` local days in `zone`, today among them.
pub fn days(busy: &[Interval], now: DateTime<Utc>, zone: Tz, days: u64) -> Vec<Day> {
    let today = now.with_timezone(&zone).date_naive();
    let busy = joined(busy);
    let dates = (0..days).filter_map(|n| today.checked_add_days(Days::new(n)));
    dates
        .map(|date| {
            let whole = Interval { start: midnight(date, zone), end: midnight(next(date), zone) };
            let of_day: Vec<Interval> = busy.iter().filter_map(|it| common(*it, whole)).collect();
            let free = working_hours(date, zone)
                .and_then(|hours| common(hours, Interval { start: now, end: hours.end }))
                .map_or_else(Vec::new, |hours| gaps(hours, &of_day));
            Day { date, busy: of_day, free }
        })
        .collect()
}

/// Up to three times to offer: full or half hours at which a whole hour is free, no sooner than in two hours. Each on
/// another day while there are enough days, because one day may suit nobody.
pub fn offers(busy: &[Interval], now: DateTime<Utc>, zone: Tz) -> Vec<DateTime<Utc>> {
    let earliest = now + NOTICE;
    let by_day: Vec<Vec<DateTime<Utc>>> = days(busy, now, zone, AHEAD)
        .iter()
        .map(|day| day.free.iter().flat_map(|free| starts(*free, earliest, zone)).collect())
        .collect();
    let firsts = by_day.iter().filter_map(|starts| starts.first());
    let mut chosen: Vec<_> = firsts.take(OFFERS).copied().collect();
    if chosen.len() < OFFERS {
        let others = by_day.iter().flatten().filter(|start| !chosen.contains(start)).copied();
        // Not one right after the other: the second is another choice only when it is apart from the first.
        let mut more: Vec<_> = others.collect();
        more.retain(|start| chosen.iter().all(|other| (*start - *other).abs() >= LENGTH));
        let mut last: Option<DateTime<Utc>> = None;
        more.retain(|start| {
            let is_apart = last.is_none_or(|last| *start - last >= LENGTH);
            if is_apart {
                last = Some(*start);
            }
            is_apart
        });
        more.truncate(OFFERS - chosen.len());
        chosen.extend(more);
        chosen.sort_unstable();
    }
    chosen
}

/// Offered times as a sentence: “I am free Tue Dec 1 at 10:00 AM or Wed Dec 2 at 9:00 AM CST.” Whose time that is, is said
/// once; where the clock changes between them, both names are. Empty when there are none.
pub fn offered_words(starts: &[DateTime<Utc>], zone: Tz) -> String {
    let words: Vec<String> = starts
        .iter()
        .map(|start| start.with_timezone(&zone).format("%a %b %-d at %-I:%M %p").to_string())
        .collect();
    let mut zones: Vec<String> =
        starts.iter().map(|start| start.with_timezone(&zone).format("%Z").to_string()).collect();
    zones.dedup();
    let zone = zones.join("/");
    match words.as_slice() {
        [] => String::new(),
        [one] => format!("I am free {one} {zone}."),
        [all @ .., last] => format!("I am free {} or {last} {zone}.", all.join(", ")),
    }
}

/// Working hours of a date; none on Sundays.
fn working_hours(date: NaiveDate, zone: Tz) -> Option<Interval> {
    if date.weekday() == Weekday::Sun {
        return None;
    }
    let at = |hour| local(date, NaiveTime::from_hms_opt(hour, 0, 0)?, zone);
    Some(Interval { start: at(WORKING_HOURS.0)?, end: at(WORKING_HOURS.1)? })
}

/// The instant of a local time; the earlier one where the clock shows it twice, none where it skips it.
fn local(date: NaiveDate, time: NaiveTime, zone: Tz) -> Option<DateTime<Utc>> {
    zone.from_local_datetime(&date.and_time(time)).earliest().map(|at| at.with_timezone(&Utc))
}

/// When a date begins. Some zones skip midnight when summer time begins: there the day begins an hour later.
fn midnight(date: NaiveDate, zone: Tz) -> DateTime<Utc> {
    let begins = [0, 1].into_iter().find_map(|hour| local(date, NaiveTime::from_hms_opt(hour, 0, 0)?, zone));
    begins.unwrap_or_else(|| date.and_time(NaiveTime::MIN).and_utc())
}

fn next(date: NaiveDate) -> NaiveDate {
    date.succ_opt().unwrap_or(date)
}

/// Sorted, and joined where they overlap or touch. What ends before it begins is left out.
fn joined(busy: &[Interval]) -> Vec<Interval> {
    let mut sorted: Vec<_> = busy.iter().copied().filter(|it| it.start < it.end).collect();
    sorted.sort_unstable();
    let mut joined: Vec<Interval> = Vec::with_capacity(sorted.len());
    for it in sorted {
        match joined.last_mut() {
            Some(last) if it.start <= last.end => last.end = last.end.max(it.end),
            _ => joined.push(it),
        }
    }
    joined
}

/// What two spans share.
fn common(a: Interval, b: Interval) -> Option<Interval> {
    let shared = Interval { start: a.start.max(b.start), end: a.end.min(b.end) };
    (shared.start < shared.end).then_some(shared)
}

/// What is left of `hours` between busy times, which are joined and in their order.
fn gaps(hours: Interval, busy: &[Interval]) -> Vec<Interval> {
    let mut gaps = Vec::new();
    let mut from = hours.start;
    for it in busy.iter().filter_map(|it| common(*it, hours)) {
        if from < it.start {
            gaps.push(Interval { start: from, end: it.start });
        }
        from = it.end;
    }
    if from < hours.end {
        gaps.push(Interval { start: from, end: hours.end });
    }
    gaps
}

/// The full and half hours of `zone` at which `free` has an hour left, from `earliest` on.
fn starts(free: Interval, earliest: DateTime<Utc>, zone: Tz) -> Vec<DateTime<Utc>> {
    let half = Duration::minutes(30);
    let from = free.start.max(earliest);
    let date = from.with_timezone(&zone).date_naive();
    let Some(mut at) = working_hours(date, zone).map(|hours| hours.start) else { return Vec::new() };
    let mut found = Vec::new();
    while at + LENGTH <= free.end {
        if at >= from {
            found.push(at);
        }
        at += half;
    }
    found
}

#[cfg(test)]
#[path = "free_tests.rs"]
mod tests;
