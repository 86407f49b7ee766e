//! When a lead wants to move.

use super::extract::Facts;
use super::reading::Reading;
use crate::timeline::{Found, Timeline, phrase_at};

/// Words of a sentence about something else that has a date: a viewing, a sale, a birth.
const OTHER_EVENTS: [&str; 17] = [
    "tour",
    "showing",
    "viewing",
    "visit",
    "open house",
    "see it|the|this|that|them",
    "appointment",
    "goes|going|go|put|listed on the market",
    "built|born|bought|sold|married|graduated in|on|since",
    "due in|on",
    "available on|in|at|this",
    "call me|you|at",
    "free on|at|this",
    "started",
    "birthday",
    "is it|that still available",
    "rate lock expires",
];
const CORRECTIONS: [&str; 8] = [
    "actually",
    "scratch that",
    "make that",
    "correction",
    "i mean|meant",
    "change of plan",
    "instead",
    "moved|pushed to|back",
];

/// Fills the timeline with the phrase that says most: a bound before a plain time, a corrected one before the first.
pub(super) fn read(reading: &mut Reading<'_>, facts: &mut Facts) {
    let mut found: Vec<(usize, Found)> = Vec::new();
    let mut at = 0;
    while at < reading.len() {
        match phrase_at(reading, at, reading.today)
            .filter(|phrase| reading.is_free(at, phrase.end) && is_move(reading, at))
        {
            Some(phrase) => {
                found.push((at, phrase));
                at = phrase.end;
            }
            None => at += 1,
        }
    }
    for (from, phrase) in &found {
        reading.take(*from, phrase.end);
    }
    let corrected = found.iter().rfind(|(from, _)| {
        reading.follows(*from, &CORRECTIONS)
            || reading.find(reading.sentence_start(*from), *from, &CORRECTIONS).is_some()
    });
    let chosen = corrected.or_else(|| found.iter().find(|(_, phrase)| phrase.is_bound)).or(found.first());
    facts.timeline = chosen.map(|(from, phrase)| {
        let mut timeline = phrase.timeline;
        // "Starts March 15, we need to be settled by then": the date is a deadline.
        let refers_back = reading.find(*from, reading.len(), &["by|before then|that"]).is_some();
        let near = from.saturating_sub(4).max(reading.sentence_start(*from));
        let led = !phrase.is_bound
            && timeline.to == Some(timeline.from)
            && reading.find(near, *from, &["before|by|until"]).is_some();
        if led && timeline.from > reading.today {
            timeline.from = reading.today;
        }
        if refers_back {
            let to = timeline.to.or(timeline.from.pred_opt());
            if to.is_some_and(|to| to >= reading.today) {
                timeline = Timeline { from: reading.today, to };
            }
        }
        timeline
    });
}

fn is_move(reading: &Reading<'_>, at: usize) -> bool {
    let (from, to) = (reading.sentence_start(at), reading.sentence_end(at));
    let referred = reading.find(at, reading.len(), &["by|before then|that", "that month|week"]).is_some();
    referred || reading.find(from, to, &OTHER_EVENTS).is_none()
}
