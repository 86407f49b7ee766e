//! When a lead wants to move.

mod calendar;
mod duration;
mod named;
mod phrase;

pub(crate) use phrase::{Found, phrase_at};

use crate::facts::text::Text;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A span of local dates, both included; an open end is `None`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timeline {
    /// The first day.
    pub from: NaiveDate,
    /// The last day, or open.
    pub to: Option<NaiveDate>,
}

/// The timeline in one cell of a lead list or one phrase, relative to `today` (sections A rule 7 and D); `None` when
/// it names no time ("No Plans", "just looking").
pub fn parse(text: &str, today: NaiveDate) -> Option<Timeline> {
    let text = &Text::new(text);
    let whole = duration::whole_cell(text, today).or_else(|| named::whole_cell(text, today));
    whole.or_else(|| (0..text.len()).find_map(|at| phrase_at(text, at, today)).map(|found| found.timeline))
}

#[cfg(test)]
mod tests;
