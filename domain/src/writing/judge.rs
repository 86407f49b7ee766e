//! How a message may be answered (data rules F; P-30, P-31).

use super::{housing, topics};
use crate::reply::normalise::visible;
use crate::reply::words::{Sentence, Word, sentences};
use crate::reply::{Intent, Reply, Source, pattern, read};
use serde::{Deserialize, Serialize};

/// How a message may be answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Behaviour {
    /// With facts.
    Answer,
    /// Not; facts, distances and public sources are offered instead.
    RefuseAndRedirect,
    /// With facts and a sentence that says what they are not.
    AnswerWithDisclosure,
}

/// What a lawful answer has to carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Disclosure {
    /// That a machine writes.
    AiIdentity,
    /// The office that knows; the reader verifies.
    OfficialSource,
    /// What the listing states; the community verifies ages.
    SeniorHousing,
    /// General information, no legal advice.
    Legal,
    /// The lender decides.
    Lending,
    /// No appraisal, no promise.
    Estimate,
}

/// The judgement of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judgement {
    /// How it may be answered.
    pub behaviour: Behaviour,
    /// What the answer has to carry.
    pub disclosure: Option<Disclosure>,
}

/// Lawful askings that share words with refused ones.
const LAWFUL: &[&str] = &[
    "how far|many|long|close ..8 mosque|church|temple|synagogue|school|parish|grocery|store|miles|minutes|from",
    "miles|distance|minutes|drive|commute ..6 to|from",
    "i|we pay|have|use|am|are ..3 voucher|section|deaf|blind|wheelchair|disabled|chair",
    "same list|homes|search|houses|options",
    "do|does|can|could ..1 you|someone|agent|anyone ..2 speak",
    "need|want|so|for ..3 bedrooms|bedroom|beds",
    "ramp|elevator|stepfree|step|rollin|accessible|accessibility",
    "around|because|during|after|before ..2 ramadan|shabbat|sabbath|christmas|easter|diwali|eid|church|prayer",
];

/// Judges a message or instruction.
pub fn judge(text: &str) -> Judgement {
    let parts = sentences(&visible(text));
    let words: Vec<Word> = parts.iter().flat_map(Sentence::words).collect();
    let any = |patterns: &[&str]| pattern::any(patterns, &words);
    let with =
        |disclosure| Judgement { behaviour: Behaviour::AnswerWithDisclosure, disclosure: Some(disclosure) };
    let lookup = any(topics::LOOK_UP);
    let of_self =
        any(&["i|we am|are ..3 young|single|mature|retired|married|couple|family|christian|senior|seniors"]);
    if any(topics::DECEPTION)
        || any(topics::PROFILING)
        || any(topics::CONFIDENTIAL)
        || (any(housing::COPY) && !of_self)
    {
        return Judgement { behaviour: Behaviour::RefuseAndRedirect, disclosure: None };
    }
    if asks_for_machine(text) {
        return with(Disclosure::AiIdentity);
    }
    let lawful = any(LAWFUL)
        && !any(&["safe|crime|<group> families|people|neighbors", "good|best|better|bad schools"]);
    if any(housing::ASKED) && !lookup && !lawful {
        return Judgement { behaviour: Behaviour::RefuseAndRedirect, disclosure: None };
    }
    let topics = [
        (topics::SENIOR, Disclosure::SeniorHousing),
        (topics::LOOK_UP, Disclosure::OfficialSource),
        (topics::OFFICIAL, Disclosure::OfficialSource),
        (topics::LENDING, Disclosure::Lending),
        (topics::LEGAL, Disclosure::Legal),
        (topics::ESTIMATE, Disclosure::Estimate),
    ];
    // A topic stands in one sentence; words of two messages together are none.
    let raised = |patterns: &[&str]| parts.iter().any(|part| pattern::any(patterns, &part.words()));
    topics
        .into_iter()
        .find(|(patterns, _)| raised(patterns))
        .map_or(Judgement { behaviour: Behaviour::Answer, disclosure: None }, |(_, disclosure)| {
            with(disclosure)
        })
}

/// Whether somebody asks if a machine writes (P-30).
pub(super) fn asks_for_machine(text: &str) -> bool {
    let reply =
        Reply { source: Source::Sms, subject: None, text, prior_outbound: None, automatic: false, media: 0 };
    read(&reply).intents.contains(&Intent::BotQuestion)
}
