//! Spans of days on the calendar: months, seasons, years and their parts.

use chrono::{Datelike, Days, Months, NaiveDate};

/// A span of days, both included, and what it is a span of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub unit: Unit,
}

/// What a span is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Day,
    Month,
    Season,
    Year,
    /// A part of one of these, or several joined.
    Other,
}

/// A part of a span.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Early,
    Mid,
    Late,
    FirstHalf,
    SecondHalf,
    /// The nth week, from 1.
    Week(u32),
    LastWeek,
}

/// `date` plus `months`, cut at the month's end.
pub(super) fn add_months(date: NaiveDate, months: u32) -> Option<NaiveDate> {
    date.checked_add_months(Months::new(months))
}

/// The day `days` after `date`.
pub(super) fn add_days(date: NaiveDate, days: u32) -> Option<NaiveDate> {
    date.checked_add_days(Days::new(days.into()))
}

/// The day `days` before `date`.
pub(super) fn sub_days(date: NaiveDate, days: u32) -> Option<NaiveDate> {
    date.checked_sub_days(Days::new(days.into()))
}

/// `count` months from the first day of `month`.
pub(super) fn months(year: i32, month: u32, count: u32, unit: Unit) -> Option<Span> {
    let from = NaiveDate::from_ymd_opt(year, month, 1)?;
    let to = add_months(from, count)?.pred_opt()?;
    Some(Span { from, to, unit })
}

/// One day.
pub(super) fn day(date: NaiveDate) -> Span {
    Span { from: date, to: date, unit: Unit::Day }
}

/// The first span of the yearly series that `next` asks for: after today when `next`, else not over yet.
pub(super) fn upcoming(today: NaiveDate, next: bool, of_year: impl Fn(i32) -> Option<Span>) -> Option<Span> {
    let wanted = |span: &Span| if next { span.from > today } else { span.to >= today };
    (today.year() - 1..=today.year() + 8).filter_map(of_year).find(wanted)
}

impl Span {
    /// A part of the span: a third of a month is ten days, of a year four months (section D, timeline).
    pub(super) fn part(self, part: Part) -> Option<Self> {
        let third = match self.unit {
            Unit::Month => return self.month_part(part),
            Unit::Season => 1,
            Unit::Year => 4,
            Unit::Day | Unit::Other => return Some(self),
        };
        let (skip, length) = match part {
            Part::Early | Part::Week(_) => (0, third),
            Part::Mid => (third, third),
            Part::Late | Part::LastWeek => (2 * third, third),
            Part::FirstHalf => (0, third * 3 / 2),
            Part::SecondHalf => (third * 3 / 2, third * 3 / 2),
        };
        let from = add_months(self.from, skip)?;
        Some(Self { from, to: add_months(from, length)?.pred_opt()?, unit: Unit::Other })
    }

    fn month_part(self, part: Part) -> Option<Self> {
        let (from, to) = match part {
            Part::Early => (1, Some(10)),
            Part::Mid => (11, Some(20)),
            Part::Late => (21, None),
            Part::FirstHalf => (1, Some(15)),
            Part::SecondHalf => (16, None),
            Part::Week(week) => ((week - 1) * 7 + 1, Some(week * 7)),
            Part::LastWeek => (self.to.day() - 6, None),
        };
        let to = match to {
            Some(day) => self.to.with_day(day)?,
            None => self.to,
        };
        Some(Self { from: self.from.with_day(from)?, to, unit: Unit::Other })
    }

    /// From the first day of `self` to the last of `other`; a month before `self` is in the year after.
    pub(super) fn through(self, other: Self) -> Option<Self> {
        let to = if other.to < self.from { add_months(other.to, 12)? } else { other.to };
        Some(Self { from: self.from, to, unit: Unit::Other })
    }
}
