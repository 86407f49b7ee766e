//! Lengths of time counted from today: "3-6 mo", "within 60 days", "a year or so from now".

use super::Timeline;
use super::calendar::{add_days, add_months, sub_days};
use crate::facts::text::Text;
use chrono::NaiveDate;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    Days,
    Weeks,
    Months,
    Years,
}

/// A length of time in text.
#[derive(Clone, Copy)]
struct Length {
    /// In thousandths of the unit.
    milli: i64,
    unit: Unit,
    end: usize,
}

impl Length {
    fn after(self, today: NaiveDate) -> Option<NaiveDate> {
        let scale =
            |factor: i64| u32::try_from(self.milli * factor / 1000).ok().filter(|count| *count <= 36_500);
        match self.unit {
            Unit::Days => add_days(today, scale(1)?),
            Unit::Weeks => add_days(today, scale(7)?),
            Unit::Months => add_months(today, scale(1)?.min(1200)),
            Unit::Years => add_months(today, scale(12)?.min(1200)),
        }
    }

    /// "In N months" means 15 days around it, N days or weeks 7 (section D, timeline).
    fn around(self, today: NaiveDate) -> Option<Timeline> {
        let slack = if matches!(self.unit, Unit::Months | Unit::Years) { 15 } else { 7 };
        let middle = self.after(today)?;
        Some(Timeline { from: sub_days(middle, slack)?.max(today), to: Some(add_days(middle, slack)?) })
    }
}

const WITHIN: [&str; 9] = [
    "within the? next?",
    "in|over|during the next",
    "next",
    "in? less than",
    "in? under",
    "no|not more than",
    "inside of",
    "up to",
    "in|by at? most",
];
const AT_LEAST: [&str; 5] = ["at least", "in? more than", "in? over", "not for another?", "no sooner than"];
const IN: [&str; 3] = ["in", "about|around|roughly|approximately|approx|maybe", "another"];

/// The phrase about a length of time that starts at `at`, and the token after it.
pub(super) fn duration_at(text: &Text<'_>, at: usize, today: NaiveDate) -> Option<(Timeline, usize)> {
    range_at(text, at, today)
        .or_else(|| led(text, at, &WITHIN, |length| until(length, today)))
        .or_else(|| led(text, at, &AT_LEAST, |length| from_then(length, today)))
        .or_else(|| {
            led(text, at, &IN, |length| with_tail(text, length, today).or_else(|| length.around(today)))
        })
        .or_else(|| {
            let length = length_at(text, at)?;
            Some((with_tail(text, length, today)?, length.end))
        })
}

/// A cell that is nothing but a length ("6 months", "1 year+").
pub(super) fn whole_cell(text: &Text<'_>, today: NaiveDate) -> Option<Timeline> {
    let length = length_at(text, 0)?;
    with_tail(text, length, today)
        .or_else(|| (length.end == text.len()).then(|| length.around(today)).flatten())
}

/// A length on its own, meant as a time around that day; its place in the text says whether it is meant so.
pub(super) fn bare_length(text: &Text<'_>, at: usize, today: NaiveDate) -> Option<(Timeline, usize)> {
    let length = length_at(text, at)?;
    Some((length.around(today)?, length.end))
}

fn led(
    text: &Text<'_>,
    at: usize,
    leads: &[&str],
    read: impl Fn(Length) -> Option<Timeline>,
) -> Option<(Timeline, usize)> {
    let start = leads.iter().find_map(|lead| text.matches(at, lead))?;
    let start = start
        + usize::from(
            text.is(start, &["about", "around", "roughly", "like", "approximately", "maybe", "say"])
                || text.mark(start) == Some('~'),
        );
    let length = length_at(text, start)?;
    Some((read(length)?, length.end))
}

/// A length followed by words that say how it is meant: "+", "or less", "from now", "out".
fn with_tail(text: &Text<'_>, length: Length, today: NaiveDate) -> Option<Timeline> {
    let tail = |patterns: &[&str]| patterns.iter().any(|pattern| text.matches(length.end, pattern).is_some());
    if tail(&["+", "plus", "or more|longer|later", "and|or up|beyond", "minimum|min", "at least"]) {
        return from_then(length, today);
    }
    if tail(&["or less|sooner", "max|maximum|tops", "at most", "at the latest", "latest"]) {
        return until(length, today);
    }
    if tail(&["from now|today", "out", "away", "or so"]) { length.around(today) } else { None }
}

fn until(length: Length, today: NaiveDate) -> Option<Timeline> {
    Some(Timeline { from: today, to: Some(length.after(today)?) })
}

fn from_then(length: Length, today: NaiveDate) -> Option<Timeline> {
    Some(Timeline { from: length.after(today)?, to: None })
}

/// "3-6 months", "between 2 and 4 weeks", "6 months to a year", "a year or two".
fn range_at(text: &Text<'_>, at: usize, today: NaiveDate) -> Option<(Timeline, usize)> {
    let joint = |i: usize| text.is(i, &["to", "or", "and"]) || matches!(text.mark(i), Some('-' | '/'));
    let (first, next) = quantity_at(text, at)?;
    let own = unit_at(text, next);
    let joined = next + usize::from(own.is_some());
    if !joint(joined) {
        return None;
    }
    let (second, end) = quantity_at(text, joined + 1)?;
    let unit = unit_at(text, end).or(own)?;
    let end = end + usize::from(unit_at(text, end).is_some());
    // A lease or a loan of so many months is no time to move.
    if text.is(end, &["lease", "leases", "term"]) || text.is(at.wrapping_sub(1), &["for"]) {
        return None;
    }
    let low = Length { milli: first, unit: own.unwrap_or(unit), end };
    let high = Length { milli: second, unit, end };
    if text.mark(end) == Some('+') {
        return Some((from_then(high, today)?, end + 1));
    }
    let (from, to) = (low.after(today)?, high.after(today)?);
    (from <= to).then_some((Timeline { from, to: Some(to) }, end))
}

fn length_at(text: &Text<'_>, at: usize) -> Option<Length> {
    let (milli, next) = quantity_at(text, at)?;
    // "12+ months": the sign stands between number and unit.
    let plus = usize::from(text.mark(next) == Some('+'));
    let unit = unit_at(text, next + plus)?;
    let end = if plus == 1 { next } else { next + 1 };
    (!text.is(next + plus + 1, &["lease", "leases", "term", "old"])).then_some(Length { milli, unit, end })
}

fn quantity_at(text: &Text<'_>, at: usize) -> Option<(i64, usize)> {
    for (pattern, milli) in
        [("a? couple of?", 2000), ("a few", 3000), ("few", 3000), ("half a", 500), ("a|an", 1000)]
    {
        if let Some(end) = text.matches(at, pattern) {
            return Some((milli, end));
        }
    }
    text.number(at).map(|milli| (milli, at + 1))
}

fn unit_at(text: &Text<'_>, at: usize) -> Option<Unit> {
    match text.word(at) {
        "day" | "days" => Some(Unit::Days),
        "week" | "weeks" | "wk" | "wks" => Some(Unit::Weeks),
        "month" | "months" | "mo" | "mos" | "mth" | "mths" => Some(Unit::Months),
        "year" | "years" | "yr" | "yrs" => Some(Unit::Years),
        _ => None,
    }
}
