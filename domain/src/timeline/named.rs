//! Named times: a month, a season, a quarter, a year, a holiday or a date, and parts of them.

use super::Timeline;
use super::calendar::{Part, Span, Unit, add_days, day, months, upcoming};
use crate::facts::text::Text;
use chrono::{Datelike, NaiveDate, Weekday};

/// The named time that starts at token `at`, and the token after it. Two joined times count from the first through
/// the second ("March or April").
pub(super) fn named_at(text: &Text<'_>, at: usize, today: NaiveDate) -> Option<(Span, usize)> {
    let (first, end) = part_at(text, at, today)?;
    let joined =
        text.is(end, &["or", "to", "through", "thru", "and"]) || matches!(text.mark(end), Some('-' | '/'));
    if let Some((second, after)) = joined.then(|| part_at(text, end + 1, today)).flatten()
        && (first.unit == second.unit || second.unit != Unit::Day)
    {
        return Some((first.through(second)?, after));
    }
    Some((first, end))
}

/// A year or a date that is all there is in a cell.
pub(super) fn whole_cell(text: &Text<'_>, today: NaiveDate) -> Option<Timeline> {
    let (span, end) = year_at(text, 0).or_else(|| numeric_date(text, 0, today))?;
    (end == text.len()).then_some(Timeline { from: span.from, to: Some(span.to) })
}

/// Words for a part of a span, before the span itself.
const PARTS: [(&str, Part); 14] = [
    ("early in?", Part::Early),
    ("the? beginning|start of", Part::Early),
    ("mid", Part::Mid),
    ("the? middle of", Part::Mid),
    ("late in?", Part::Late),
    ("the? end of", Part::Late),
    ("end", Part::Late),
    ("the? first half of", Part::FirstHalf),
    ("the? second half of", Part::SecondHalf),
    ("the? first week of|in", Part::Week(1)),
    ("the? second week of|in", Part::Week(2)),
    ("the? third week of|in", Part::Week(3)),
    ("the? fourth week of|in", Part::Week(4)),
    ("the? last week of|in", Part::LastWeek),
];

fn part_at(text: &Text<'_>, at: usize, today: NaiveDate) -> Option<(Span, usize)> {
    for (pattern, part) in PARTS {
        if let Some(base) = text.matches(at, pattern)
            && let Some((span, end)) = whole_at(text, base, today)
        {
            return Some((span.part(part)?, end));
        }
    }
    if let Some(start) = text.matches(at, "the? week of")
        && let Some((span, end)) = whole_at(text, start, today).filter(|(span, _)| span.unit == Unit::Day)
    {
        return Some((Span { from: span.from, to: add_days(span.from, 6)?, unit: Unit::Other }, end));
    }
    whole_at(text, at, today)
}

fn whole_at(text: &Text<'_>, at: usize, today: NaiveDate) -> Option<(Span, usize)> {
    if text.is(at.wrapping_sub(1), &["last", "past", "since"]) {
        return None;
    }
    let at = at + usize::from(text.is(at, &["the", "this", "sometime", "say", "like"]));
    let next = text.is(at, &["next", "coming", "following"]);
    let base = at + usize::from(next);
    relative_at(text, base, next, today)
        .or_else(|| date_at(text, base, today))
        .or_else(|| month_span(text, base, next, today))
        .or_else(|| season_at(text, base, next, today))
        .or_else(|| quarter_at(text, base, today))
        .or_else(|| holiday_at(text, base, next, today))
        .or_else(|| numeric_date(text, base, today))
}

/// "next year", "this month", "2028".
fn relative_at(text: &Text<'_>, at: usize, next: bool, today: NaiveDate) -> Option<(Span, usize)> {
    let this = text.is(at.wrapping_sub(1), &["this", "the"]);
    let ahead = i32::from(next);
    match text.word(at) {
        "year" if next || this => Some((months(today.year() + ahead, 1, 12, Unit::Year)?, at + 1)),
        "month" if next || this => {
            let first = today.with_day(1)?.checked_add_months(chrono::Months::new(u32::from(next)))?;
            Some((months(first.year(), first.month(), 1, Unit::Month)?, at + 1))
        }
        _ if text.is(at.wrapping_sub(1), &["in", "of", "early", "late", "mid", "by", "sometime"]) => {
            year_at(text, at)
        }
        _ => None,
    }
}

fn year_at(text: &Text<'_>, at: usize) -> Option<(Span, usize)> {
    Some((months(year_number(text, at)?, 1, 12, Unit::Year)?, at + 1))
}

fn year_number(text: &Text<'_>, at: usize) -> Option<i32> {
    text.whole(at).filter(|year| (2020..2100).contains(year)).and_then(|year| i32::try_from(year).ok())
}

/// A year after a month, season or quarter: "March 2028", "spring of 2028", "Q3 next year".
fn stated_year(text: &Text<'_>, at: usize, today: NaiveDate) -> Option<(i32, usize)> {
    if let Some(end) = text.matches(at, "of? next year") {
        return Some((today.year() + 1, end));
    }
    if let Some(end) = text.matches(at, "of? this year") {
        return Some((today.year(), end));
    }
    let number = at + usize::from(text.is(at, &["of"]) || text.mark(at) == Some(','));
    year_number(text, number).map(|year| (year, number + 1))
}

/// The month named at `at`. "may" and "march" are also verbs, so a small "may" needs a word of time before it.
fn month_at(text: &Text<'_>, at: usize) -> Option<u32> {
    const MONTHS: [&[&str]; 12] = [
        &["january", "jan"],
        &["february", "feb"],
        &["march", "mar"],
        &["april", "apr"],
        &["may"],
        &["june", "jun"],
        &["july", "jul"],
        &["august", "aug"],
        &["september", "sept", "sep"],
        &["october", "oct"],
        &["november", "nov"],
        &["december", "dec"],
    ];
    let month =
        MONTHS.iter().position(|names| text.is(at, names)).and_then(|place| u32::try_from(place + 1).ok())?;
    let before = at.wrapping_sub(1);
    let timed = text.is(
        before,
        &[
            "in", "by", "of", "until", "till", "before", "after", "early", "mid", "late", "end", "next",
            "this", "or", "to", "through", "around", "about", "between", "and", "starting",
        ],
    ) || matches!(text.mark(before), Some('-' | '/'))
        || text.whole(at + 1).is_some();
    let capital = text.tokens.get(at).is_some_and(crate::facts::text::Token::is_capitalised);
    let verb = text.is(before, &["i", "we", "you", "they", "he", "she", "it", "that", "this"])
        || text.is(at + 1, &["be", "have", "need", "not", "want"]);
    (month != 5 || timed || (capital && !verb)).then_some(month)
}

fn month_span(text: &Text<'_>, at: usize, next: bool, today: NaiveDate) -> Option<(Span, usize)> {
    let month = month_at(text, at)?;
    if let Some((year, end)) = stated_year(text, at + 1, today) {
        return Some((months(year, month, 1, Unit::Month)?, end));
    }
    Some((upcoming(today, next, |year| months(year, month, 1, Unit::Month))?, at + 1))
}

fn season_at(text: &Text<'_>, at: usize, next: bool, today: NaiveDate) -> Option<(Span, usize)> {
    let month = match text.word(at) {
        "spring" => 3,
        "summer" | "summertime" => 6,
        "fall" | "autumn" => 9,
        "winter" => 12,
        _ => return None,
    };
    // A place ("Winter Park", "Silver Spring") or a verb ("fall through") is no season.
    let capital = |i: usize| text.tokens.get(i).is_some_and(crate::facts::text::Token::is_capitalised);
    let follows_name = at > text.sentence_start(at) && capital(at) && capital(at - 1);
    let in_name = capital(at) && (capital(at + 1) || follows_name);
    if in_name
        || (text.is(at, &["fall"]) && text.is(at + 1, &["through", "apart", "in", "off", "for", "behind"]))
    {
        return None;
    }
    if let Some((year, end)) = stated_year(text, at + 1, today) {
        return Some((months(year, month, 3, Unit::Season)?, end));
    }
    Some((upcoming(today, next, |year| months(year, month, 3, Unit::Season))?, at + 1))
}

fn quarter_at(text: &Text<'_>, at: usize, today: NaiveDate) -> Option<(Span, usize)> {
    let (quarter, end) = if text.is(at, &["q"]) {
        (text.whole(at + 1)?, at + 2)
    } else {
        let ordinal =
            ["first", "second", "third", "fourth"].iter().position(|word| text.word(at) == *word)?;
        (i64::try_from(ordinal).ok()? + 1, text.matches(at + 1, "quarter")?)
    };
    let first = u32::try_from(quarter).ok().filter(|quarter| (1..=4).contains(quarter))? * 3 - 2;
    if let Some((year, end)) = stated_year(text, end, today) {
        return Some((months(year, first, 3, Unit::Season)?, end));
    }
    Some((upcoming(today, false, |year| months(year, first, 3, Unit::Season))?, end))
}

fn holiday_at(text: &Text<'_>, at: usize, next: bool, today: NaiveDate) -> Option<(Span, usize)> {
    let fixed = |month, date| move |year| NaiveDate::from_ymd_opt(year, month, date).map(day);
    let weekday = |month, weekday, nth| {
        move |year| NaiveDate::from_weekday_of_month_opt(year, month, weekday, nth).map(day)
    };
    let named = |pattern: &str| text.matches(at, pattern);
    if let Some(end) = named("new year day|eve?").or_else(|| named("first of the year")) {
        // The coming one, also on the first of January itself.
        return Some((upcoming(today, true, fixed(1, 1))?, end));
    }
    if let Some(end) = named("christmas|xmas").or_else(|| named("holidays")) {
        return Some((upcoming(today, next, fixed(12, 25))?, end));
    }
    if let Some(end) = named("thanksgiving") {
        return Some((upcoming(today, next, weekday(11, Weekday::Thu, 4))?, end));
    }
    if let Some(end) = named("labor day") {
        return Some((upcoming(today, next, weekday(9, Weekday::Mon, 1))?, end));
    }
    let memorial = |year| {
        Some(day((25..=31).rev().find_map(|d| {
            NaiveDate::from_ymd_opt(year, 5, d).filter(|date| date.weekday() == Weekday::Mon)
        })?))
    };
    named("memorial day").and_then(|end| Some((upcoming(today, next, memorial)?, end)))
}

/// "Feb 1", "March 15th, 2027", "15 March", "the 15th of March".
fn date_at(text: &Text<'_>, at: usize, today: NaiveDate) -> Option<(Span, usize)> {
    if let Some(month) = month_at(text, at) {
        let number = at + 1 + usize::from(text.is(at + 1, &["the"]));
        let (date, end) = day_number(text, number)?;
        return dated(text, month, date, end, today);
    }
    let (date, end) = day_number(text, at)?;
    let named = end + usize::from(text.is(end, &["of"]));
    dated(text, month_at(text, named)?, date, named + 1, today)
}

fn dated(text: &Text<'_>, month: u32, date: u32, end: usize, today: NaiveDate) -> Option<(Span, usize)> {
    if let Some((year, end)) = stated_year(text, end, today) {
        return Some((day(NaiveDate::from_ymd_opt(year, month, date)?), end));
    }
    Some((upcoming(today, false, |year| NaiveDate::from_ymd_opt(year, month, date).map(day))?, end))
}

/// The number of a day in the month, with or without "st", "nd", "rd", "th".
pub(super) fn day_number(text: &Text<'_>, at: usize) -> Option<(u32, usize)> {
    if text.matches(at, "first of").is_some() {
        return Some((1, at + 1));
    }
    let number = text
        .whole(at)
        .and_then(|number| u32::try_from(number).ok())
        .filter(|number| (1..=31).contains(number))?;
    let ordinal = text.glued(at + 1) && text.is(at + 1, &["st", "nd", "rd", "th"]);
    Some((number, at + 1 + usize::from(ordinal)))
}

/// "3/15", "3/15/2027" (month first, as in the US) and "2027-03-15".
fn numeric_date(text: &Text<'_>, at: usize, today: NaiveDate) -> Option<(Span, usize)> {
    let number = |i: usize| text.whole(i).and_then(|number| u32::try_from(number).ok());
    let separated = |i: usize, mark: char| text.mark(i) == Some(mark) && text.glued(i) && text.glued(i + 1);
    let (first, second) = (number(at)?, number(at + 2)?);
    if separated(at + 1, '-') && separated(at + 3, '-') {
        let year = i32::try_from(first).ok().filter(|year| (2020..2100).contains(year))?;
        return Some((day(NaiveDate::from_ymd_opt(year, second, number(at + 4)?)?), at + 5));
    }
    if !separated(at + 1, '/') {
        return None;
    }
    if separated(at + 3, '/') {
        let year = i32::try_from(number(at + 4)?).ok()?;
        let year = if year < 100 { year + 2000 } else { year };
        return Some((day(NaiveDate::from_ymd_opt(year, first, second)?), at + 5));
    }
    // "4/3" is also four bedrooms and three baths: a bare date needs a word of time before it.
    let timed = text.is(
        at.wrapping_sub(1),
        &["by", "before", "until", "till", "after", "on", "around", "ends", "up", "than"],
    );
    let of_year = |year| NaiveDate::from_ymd_opt(year, first, second).map(day);
    timed.then(|| upcoming(today, false, of_year)).flatten().map(|span| (span, at + 3))
}
