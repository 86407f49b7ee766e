//! How and when a lead wants to be reached.

use super::extract::Facts;
use super::reading::Reading;
use crate::channel::Channel;
use serde::{Deserialize, Serialize};

/// When a lead can be reached, in their local time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ContactTime {
    /// From this time on, "18:00".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// Until this time, "09:30".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// "weekdays", "weekends", or names of days joined by commas.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days: Option<String>,
}

impl ContactTime {
    /// Whether nothing was said.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Fills the preferred channel, and the hours if the message speaks of being reached.
pub(super) fn read(reading: &mut Reading<'_>, facts: &mut Facts) {
    facts.preferred_contact = preferred(reading);
    let reachable = ["reach|reachable", "contact me|us", "get a hold|ahold of me", "available to talk", "free to talk|chat", "i'm|im|i am free|available", "best time", "good|best after|before|between|in"];
    let on_topic = |at: usize| {
        let (from, to) = (reading.sentence_start(at), reading.sentence_end(at));
        reading.find(from, to, &reachable).is_some()
            || reading.find(from, to, &CALL).is_some()
            || reading.find(from, to, &TEXT).is_some()
            || reading.find(from, to, &MAIL).is_some()
            || reading.find(from, to, &DONT).is_some()
    };
    let topics: Vec<usize> = (0..reading.len()).filter(|&at| at == reading.sentence_start(at) && on_topic(at)).collect();
    for from in topics {
        let to = reading.sentence_end(from);
        let hours = hours(reading, from, to);
        facts.contact_time.days = facts.contact_time.days.take().or_else(|| days(reading, from, to));
        for (start, end, after, before) in hours {
            reading.take(start, end);
            facts.contact_time.after = facts.contact_time.after.take().or(after);
            facts.contact_time.before = facts.contact_time.before.take().or(before);
        }
    }
}

const DONT: [&str; 4] = ["dont|no|never call|calls|text|texts|phone|ring", "please dont|no call|calls", "dont contact|reach", "at work until|till"];
const TEXT: [&str; 12] = [
    "text|txt|message me|us|only|please|instead|first|after|before|anytime", "texts|texting|text|txt|sms is|are|works|work|only|best|please|preferred|better|easier", "texts", "just text", "by|via|over text|sms", "prefer|prefers|rather text|texts|texting|sms|you text", "shoot|send|drop me|us a text", "best to text", "text or bust", "text between|in|on|weekends|weekdays",
    "please text", "you can text",
];
const CALL: [&str; 15] = [
    "call|ring|phone me|us", "call only|please|anytime|after|before|between|in|on|weekends|weekdays|works|is|preferred|best", "calls are|is|work|works|only|after|before|preferred|better", "give me|us a call|ring|buzz", "phone is|works|calls|call", "by|via|over|on the? phone|telephone", "prefer|prefers|rather calls|call|talk|talking|a|phone|to", "for a call", "best to call", "can|could talk", "time to talk|call", "please call", "talk on|by the? phone", "you can call",
    "call my cell|mobile|work",
];
const MAIL: [&str; 10] = [
    "email|mail|emails|e mail me|us", "email|emails|e mail works|work|is|are|only|best|please|preferred|better|easier|instead", "by|via|over|through email|e", "prefer|rather email|emails|e", "just email", "shoot|send|drop me|us an email", "best to email", "please email", "stick to email", "use email",
];

/// The channel asked for; a stated preference outranks a plain "call me"; two equal ones cancel out.
fn preferred(reading: &Reading<'_>) -> Option<Channel> {
    let strong = ["best", "better", "prefer", "prefers", "preferred", "only", "easier", "easiest", "rather", "just", "works", "instead"];
    let mut scored: Vec<(usize, Channel)> = Vec::new();
    for (channel, patterns) in [(Channel::Sms, &TEXT[..]), (Channel::Voice, &CALL[..]), (Channel::Email, &MAIL[..])] {
        let score = (0..reading.len())
            .filter_map(|at| {
                let end = patterns.iter().filter_map(|pattern| reading.matches(at, pattern)).max()?;
                let (part, part_end) = (reading.part_start(at), reading.part_end(at));
                let refused = (part..at).any(|i| reading.is(i, &["dont", "no", "not", "never", "hate", "cant", "i'll", "will", "wont", "avoid", "than", "stop"]))
                    && !reading.follows(at, &["cant _ so", "no calls|phone just"]);
                let refused_after = reading.find(end, part_end, &["is|are? not", "isnt|arent|dont|doesnt"]).is_some_and(|(place, _)| place <= end + 1);
                let cue = (part..part_end).any(|i| reading.is(i, &strong));
                (!refused && !refused_after).then_some(if cue { 2 } else { 1 })
            })
            .max();
        scored.extend(score.map(|score| (score, channel)));
    }
    let best = scored.iter().map(|(score, _)| *score).max()?;
    let mut winners = scored.iter().filter(|(score, _)| *score == best);
    winners.next().filter(|_| winners.next().is_none()).map(|(_, channel)| *channel)
}

type Hours = (usize, usize, Option<String>, Option<String>);

fn hours(reading: &Reading<'_>, from: usize, to: usize) -> Vec<Hours> {
    let mut found: Vec<Hours> = Vec::new();
    let mut at = from;
    while at < to {
        let next = hours_at(reading, at).filter(|hours| reading.is_free(at, hours.1));
        at = next.as_ref().map_or(at + 1, |hours| hours.1);
        found.extend(next);
    }
    if found.is_empty() {
        let day_part = |words: &[&str]| (from..to).find(|&i| reading.is(i, words));
        let time = |text: &str| Some(text.to_owned());
        if let Some(at) = day_part(&["morning", "mornings"]).filter(|&at| !reading.is(at.wrapping_sub(1), &["good"])) {
            found.push((at, at + 1, None, time("12:00")));
        } else if let Some(at) = day_part(&["afternoon", "afternoons"]).filter(|&at| !reading.is(at.wrapping_sub(1), &["good"])) {
            found.push((at, at + 1, time("12:00"), time("17:00")));
        } else if let Some(at) = day_part(&["evening", "evenings"]).filter(|&at| !reading.is(at.wrapping_sub(1), &["good"])) {
            found.push((at, at + 1, time("17:00"), None));
        }
    }
    found
}

fn hours_at(reading: &Reading<'_>, at: usize) -> Option<Hours> {
    let not = reading.is(at.wrapping_sub(1), &["not", "never", "nothing"]) || reading.follows(at, &["dont call|text|phone|ring me?", "no calls|texts"]);
    if reading.is(at, &["after", "past", "from"]) || (reading.is(at, &["before", "until", "till"]) && not) {
        let (time, end) = clock(reading, at + 1, None)?;
        if let Some((until, last)) = span_end(reading, end) {
            return Some((at, last, Some(time), Some(until)));
        }
        // "Never after 8" is an end, "not before 10" a start.
        let is_start = !(not && reading.is(at, &["after", "past"]));
        return Some(if is_start { (at, end, Some(time), None) } else { (at, end, None, Some(late(reading, at + 1, time))) });
    }
    if reading.is(at, &["before", "until", "till", "by"]) {
        let (time, end) = clock(reading, at + 1, None)?;
        return Some((at, end, None, Some(time)));
    }
    let start = at + usize::from(reading.is(at, &["between"]));
    let (_, middle) = clock(reading, start, None)?;
    let (until, end) = span_end(reading, middle)?;
    let afternoon = reading.is(end.wrapping_sub(1), &["pm"]).then_some(true);
    let hour = reading.whole(start)?;
    let borrowed = afternoon.filter(|_| hour != 12 && reading.whole(middle + 1).is_some_and(|last| hour < last || last == 12));
    let (time, _) = clock(reading, start, borrowed)?;
    Some((at, end, Some(time), Some(until)))
}

fn span_end(reading: &Reading<'_>, at: usize) -> Option<(String, usize)> {
    let joined = reading.is(at, &["to", "and", "until", "till", "through"]) || reading.mark(at) == Some('-') || reading.is(at, &["but"]);
    let before = at + 1 + usize::from(reading.is(at + 1, &["before"]));
    joined.then(|| clock(reading, before, None)).flatten()
}

/// "Not after 8" means the evening also without "pm".
fn late(reading: &Reading<'_>, at: usize, time: String) -> String {
    match reading.whole(at) {
        Some(hour @ 8..=11) if !reading.is(at + 1, &["am"]) => format!("{}:00", hour + 12),
        _ => time,
    }
}

/// A time of day: 1 to 7 without "am" is the afternoon, 8 to 11 the morning.
fn clock(reading: &Reading<'_>, at: usize, afternoon: Option<bool>) -> Option<(String, usize)> {
    if reading.is(at, &["noon", "midday", "lunch"]) {
        return Some(("12:00".to_owned(), at + 1));
    }
    let hour = reading.whole(at).filter(|hour| (0..24).contains(hour))?;
    let mut end = at + 1;
    let mut minute = 0;
    if reading.mark(end) == Some(':') {
        minute = reading.whole(end + 1).filter(|minute| (0..60).contains(minute))?;
        end += 2;
    }
    let suffix = reading.is(end, &["am", "pm", "a", "p"]).then(|| reading.is(end, &["pm", "p"]));
    end += usize::from(suffix.is_some());
    end += usize::from(reading.is(end, &["m"]) && suffix.is_some());
    let unit = ["day", "days", "week", "weeks", "month", "months", "bed", "beds", "bd", "br", "bath", "baths", "ba", "k", "minute", "minutes", "th", "st", "nd", "rd"];
    if reading.is(end, &unit) || matches!(reading.mark(end), Some('/' | '%')) {
        return None;
    }
    let hour = match suffix.or(afternoon) {
        Some(true) if hour < 12 => hour + 12,
        Some(false) if hour == 12 => 0,
        None if (1..=7).contains(&hour) => hour + 12,
        _ => hour,
    };
    Some((format!("{hour:02}:{minute:02}"), end))
}

fn days(reading: &Reading<'_>, from: usize, to: usize) -> Option<String> {
    const NAMES: [(&str, &[&str]); 9] = [
        ("weekdays", &["weekday", "weekdays"]),
        ("weekends", &["weekend", "weekends"]),
        ("monday", &["monday", "mondays", "mon"]),
        ("tuesday", &["tuesday", "tuesdays", "tues", "tue"]),
        ("wednesday", &["wednesday", "wednesdays", "wed"]),
        ("thursday", &["thursday", "thursdays", "thurs", "thu"]),
        ("friday", &["friday", "fridays", "fri"]),
        ("saturday", &["saturday", "saturdays", "sat"]),
        ("sunday", &["sunday", "sundays"]),
    ];
    let refused = |at: usize| (reading.part_start(at)..at).any(|i| reading.is(i, &["not", "no", "except", "never", "cant", "dont"]));
    if reading.find(from, to, &["during the week", "mon|monday -|to|through fri|friday", "work week"]).is_some() {
        return Some("weekdays".to_owned());
    }
    let named: Vec<&str> = NAMES
        .iter()
        .filter(|(_, words)| (from..to).any(|at| reading.is(at, words) && !refused(at)))
        .map(|(name, _)| *name)
        .collect();
    (!named.is_empty()).then(|| named.join(", "))
}
