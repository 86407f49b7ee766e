//! How and when a lead wants to be reached.

use super::contact_hours::{days, hours};
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
    let reachable = [
        "reach|reachable",
        "contact me|us",
        "get a hold|ahold of me",
        "available to talk",
        "free to talk|chat",
        "i'm|im|i am free|available",
        "best time",
        "good|best after|before|between|in",
    ];
    let on_topic = |at: usize| {
        let (from, to) = (reading.sentence_start(at), reading.sentence_end(at));
        reading.find(from, to, &reachable).is_some()
            || reading.find(from, to, &CALL).is_some()
            || reading.find(from, to, &TEXT).is_some()
            || reading.find(from, to, &MAIL).is_some()
            || reading.find(from, to, &DONT).is_some()
    };
    // "Please text. Never before noon.": a short sentence goes on with the topic.
    let goes_on = |at: usize| {
        at >= 2
            && reading.sentence_end(at) - at <= 6
            && reading.is(
                at,
                &[
                    "never", "not", "only", "after", "before", "anytime", "evenings", "mornings", "weekends",
                    "weekdays",
                ],
            )
            && on_topic(at - 2)
    };
    let topics: Vec<usize> = (0..reading.len())
        .filter(|&at| at == reading.sentence_start(at) && (on_topic(at) || goes_on(at)))
        .collect();
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

const DONT: [&str; 4] = [
    "dont|no|never call|calls|text|texts|phone|ring",
    "please dont|no call|calls",
    "dont contact|reach",
    "at work until|till",
];
const TEXT: [&str; 12] = [
    "text|txt|message me|us|only|please|instead|first|after|before|anytime",
    "texts|texting|text|txt|sms is|are|works|work|only|best|please|preferred|better|easier",
    "texts",
    "just text",
    "by|via|over text|sms",
    "prefer|prefers|rather text|texts|texting|sms|you text",
    "shoot|send|drop me|us a text",
    "best to text",
    "text or bust",
    "text between|in|on|weekends|weekdays",
    "please text",
    "you can text",
];
const CALL: [&str; 15] = [
    "call|ring|phone me|us",
    "call only|please|anytime|after|before|between|in|on|weekends|weekdays|works|is|preferred|best",
    "calls are|is|work|works|only|after|before|preferred|better",
    "give me|us a call|ring|buzz",
    "phone is|works|calls|call",
    "by|via|over|on the? phone|telephone",
    "prefer|prefers|rather to? a? phone? calls|call|talk|talking|phone",
    "for a? call|calls",
    "best to call",
    "can|could talk",
    "time to talk|call",
    "please call",
    "talk on|by the? phone",
    "you can call",
    "call my cell|mobile|work",
];
const MAIL: [&str; 10] = [
    "email|emails|e|mail mail? me|us",
    "email|emails|e mail? works|work|is|are|only|best|please|preferred|better|easier|instead",
    "by|via|over|through email|mail|e",
    "prefer|rather email|emails|e",
    "just email",
    "shoot|send|drop me|us an email",
    "best to email",
    "please email",
    "stick to email",
    "use email",
];

/// The channel asked for; a stated preference outranks a plain "call me"; two equal ones cancel out.
fn preferred(reading: &Reading<'_>) -> Option<Channel> {
    let strong = [
        "best",
        "better",
        "prefer",
        "prefers",
        "preferred",
        "only",
        "easier",
        "easiest",
        "rather",
        "just",
        "works",
        "instead",
    ];
    let mut scored: Vec<(usize, Channel)> = Vec::new();
    for (channel, patterns) in
        [(Channel::Sms, &TEXT[..]), (Channel::Voice, &CALL[..]), (Channel::Email, &MAIL[..])]
    {
        let score = (0..reading.len())
            .filter_map(|at| {
                let end = patterns.iter().filter_map(|pattern| reading.matches(at, pattern)).max()?;
                let (part, part_end) = (reading.part_start(at), reading.part_end(at));
                let refused = (part..at).any(|i| {
                    reading.is(
                        i,
                        &[
                            "dont", "no", "not", "never", "hate", "cant", "i'll", "will", "wont", "avoid",
                            "than", "stop",
                        ],
                    )
                }) && !reading.follows(at, &["cant _ so", "no calls|phone just"]);
                let refused_after = reading
                    .find(end, part_end, &["is|are? not", "isnt|arent|dont|doesnt"])
                    .is_some_and(|(place, _)| place <= end + 1);
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
