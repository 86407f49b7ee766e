//! A phrase about time: a named time or a length, with the words that turn it into a deadline or a start.

use super::calendar::{Span, Unit, add_days, add_months, sub_days};
use super::named::{day_number, named_at};
use super::{
    Timeline,
    duration::{bare_length, duration_at},
};
use crate::facts::text::Text;
use chrono::{Datelike, NaiveDate};

/// A timeline found in text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    /// The dates.
    pub timeline: Timeline,
    /// One past the last token of the phrase.
    pub end: usize,
    /// Said as a time by which, before which or after which.
    pub is_bound: bool,
}

const NOW: [&str; 7] = [
    "asap",
    "as soon as possible",
    "right away",
    "immediately",
    "immediate",
    "ready now|immediately",
    "as soon as we|i can",
];
const UNTIL: [&str; 8] = [
    "by",
    "until|till",
    "no|not later than",
    "lease is|was? up in|on|at?",
    "lease ends|end|ending|expires|expiring|runs in|on|at?",
    "lease runs out|through|until|till in|on|at?",
    "lease goes|is through|until|till",
    "out by",
];
const BEFORE: [&str; 3] = ["before", "prior to", "ahead of"];
const AFTER: [&str; 2] = ["after", "anytime|sometime after"];
/// From the first day of the named time on: "not before May" begins with May, "after May" when May is over.
const FROM: [&str; 5] = [
    "not before|until|till",
    "no|not earlier|sooner than",
    "starting|beginning in|on|from?",
    "from",
    "anytime|sometime from",
];
/// What is not done before a time: "can't move until June". "Can't wait until June" is the contrary.
const NOT_YET: [&str; 3] = [
    "not|cant|wont|dont|never|cannot|arent|isnt|couldnt|wouldnt move|moving|buy|buying|purchase|purchasing|ready|close|closing|start|starting|relocate|relocating|free|available|leave|out|able",
    "not|cant|wont|dont|never|cannot|arent|isnt|doesnt|couldnt|wouldnt be|to|ready|able|going|want|need|plan|planning|looking|have to? move|moving|buy|buying|purchase|purchasing|ready|close|closing|start|starting|relocate|relocating|free|available|leave|out",
    "not|cant|wont|dont|never|cannot|arent|isnt|couldnt|wouldnt be? able|going|ready to _",
];
/// What lasts up to a time instead: "I'm not going to wait until June".
const LASTS: [&str; 6] = ["wait", "waiting", "stay", "keep", "hold", "last"];
const AROUND: [&str; 2] = ["around|about|approximately|approx|roughly", "~"];
const LATEST: [&str; 5] = ["at the latest", "latest", "or sooner|earlier|before", "deadline", "at latest"];
const EARLIEST: [&str; 5] =
    ["or later|after", "onward|onwards", "at the earliest", "earliest", "and on|after|later|beyond"];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Plain,
    Until,
    Before,
    After,
    From,
    Around,
}

/// The phrase that starts at token `at` and speaks of a time, read relative to `today` (section D, timeline).
pub(crate) fn phrase_at(text: &Text<'_>, at: usize, today: NaiveDate) -> Option<Found> {
    if let Some(end) = NOW.iter().find_map(|now| text.matches(at, now)) {
        return Some(Found {
            timeline: Timeline { from: today, to: Some(add_days(today, 30)?) },
            end,
            is_bound: false,
        });
    }
    let (role, start) = role_at(text, at);
    if let Some((span, end)) = end_of_year(text, start, today).or_else(|| named_at(text, start, today)) {
        let role = tail_role(text, end).unwrap_or(role);
        // "End of year" alone already means until then.
        let role = if role == Role::Plain && span.from == span.to && is_year_end(text, start) {
            Role::Until
        } else {
            role
        };
        return Some(Found { timeline: apply(role, span, today)?, end, is_bound: role != Role::Plain });
    }
    if let Some(found) = day_of_month(text, start, role, today) {
        return Some(found);
    }
    let lease = role != Role::Plain && role != Role::Around;
    let (timeline, end) = match role {
        Role::Around => duration_at(text, at, today)?,
        Role::Until => duration_at(text, start, today).or_else(|| bare_length(text, start, today))?,
        _ => duration_at(text, start, today)?,
    };
    let timeline = match (role, timeline.to) {
        (Role::Until | Role::Before, Some(to)) if timeline.from > today => {
            Timeline { from: today, to: Some(middle(timeline.from, to)?) }
        }
        (Role::After | Role::From, Some(to)) => Timeline { from: middle(timeline.from, to)?, to: None },
        _ => timeline,
    };
    Some(Found { timeline, end, is_bound: lease })
}

fn role_at(text: &Text<'_>, at: usize) -> (Role, usize) {
    let all: [(Role, &[&str]); 5] = [
        (Role::Until, &UNTIL),
        (Role::After, &AFTER),
        (Role::From, &FROM),
        (Role::Before, &BEFORE),
        (Role::Around, &AROUND),
    ];
    // "Not before June" is read as a whole; a "before" inside it is not seen alone.
    if text.is(at, &["before", "until", "till"])
        && !text.is(at.wrapping_sub(1), &LASTS)
        && (text.is(at.wrapping_sub(1), &["not"]) || text.follows(at, &NOT_YET))
    {
        return (Role::From, at + 1);
    }
    all.iter()
        .find_map(|(role, patterns)| {
            patterns.iter().filter_map(|p| text.matches(at, p)).max().map(|end| (*role, end))
        })
        .unwrap_or((Role::Plain, at))
}

fn tail_role(text: &Text<'_>, end: usize) -> Option<Role> {
    let tail = |patterns: &[&str]| patterns.iter().any(|pattern| text.matches(end, pattern).is_some());
    if tail(&LATEST) { Some(Role::Until) } else { tail(&EARLIEST).then_some(Role::From) }
}

fn apply(role: Role, span: Span, today: NaiveDate) -> Option<Timeline> {
    let until = |to: NaiveDate| Timeline { from: today.min(to), to: Some(to) };
    Some(match role {
        // "By summer" is over when summer begins; "by March" leaves the month.
        Role::Until if span.unit == Unit::Season => until(span.from),
        Role::Until => until(span.to),
        Role::Before => until(span.from.pred_opt()?),
        Role::From => Timeline { from: span.from, to: None },
        Role::After if span.unit == Unit::Day => Timeline { from: span.from, to: None },
        Role::After => Timeline { from: span.to.succ_opt()?, to: None },
        Role::Around if span.unit == Unit::Day => {
            Timeline { from: sub_days(span.from, 7)?, to: Some(add_days(span.to, 7)?) }
        }
        Role::Plain | Role::Around => Timeline { from: span.from, to: Some(span.to) },
    })
}

const YEAR_END: [&str; 4] = ["the? end of the|this? year", "year end", "eoy", "the? end of next year"];

fn is_year_end(text: &Text<'_>, at: usize) -> bool {
    YEAR_END.iter().any(|pattern| text.matches(at, pattern).is_some())
}

fn end_of_year(text: &Text<'_>, at: usize, today: NaiveDate) -> Option<(Span, usize)> {
    let end = YEAR_END.iter().find_map(|pattern| text.matches(at, pattern))?;
    let year = today.year() + i32::from((at..end).any(|i| text.is(i, &["next"])));
    let last = NaiveDate::from_ymd_opt(year, 12, 31)?;
    Some((super::calendar::day(last), end))
}

/// "by the 15th": the next day with that number.
fn day_of_month(text: &Text<'_>, at: usize, role: Role, today: NaiveDate) -> Option<Found> {
    let number = at + usize::from(text.is(at, &["the"]));
    let (date, end) =
        day_number(text, number).filter(|(_, end)| *end == number + 2 && text.glued(number + 1))?;
    let this = today.with_day(date).filter(|day| *day >= today);
    let day = match this {
        Some(day) => day,
        None => add_months(today.with_day(1)?, 1)?.with_day(date)?,
    };
    let timeline = apply(role, super::calendar::day(day), today)?;
    (role != Role::Plain).then_some(Found { timeline, end, is_bound: true })
}

fn middle(from: NaiveDate, to: NaiveDate) -> Option<NaiveDate> {
    add_days(from, u32::try_from((to - from).num_days() / 2).ok()?)
}
