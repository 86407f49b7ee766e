//! A reply from rules: it promises a look, never a fact, a price or a time.

use super::judge::{Behaviour, Disclosure, asks_for_machine, judge};
use super::phrases::{self, Body, Language, remark};
use super::{Author, Parties, Turn};
use crate::reply::{Class, Intent, Reading, Reply, Source, read};
use serde::{Deserialize, Serialize};

/// A drafted reply.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// What to say.
    pub text: String,
    /// The turns it answers.
    pub cites: Vec<u32>,
    /// How it answers.
    pub behaviour: Behaviour,
}

/// The sentence that code puts before the first message of a thread that the assistant wrote (P-30).
pub fn disclosure(parties: &Parties<'_>) -> String {
    format!("I'm an automated assistant for {} at {}.", parties.realtor_name, parties.brokerage)
}

/// Drafts an answer to what the lead wrote since our side last wrote, in English or Spanish as the lead did.
pub fn draft_reply(parties: &Parties<'_>, turns: &[Turn<'_>]) -> Draft {
    let open = Open::of(turns);
    let judged = judge(&open.text);
    let language = Language::of(&open.text);
    let body = body(&open, judged.behaviour, judged.disclosure);
    let said = body.says(language, parties.realtor_name);
    if body == Body::End {
        return Draft { text: said, cites: open.cites, behaviour: Behaviour::Answer };
    }
    let hello = if language == Language::Spanish { "Hola" } else { "Hi" };
    let greeting =
        parties.lead_first_name.map_or_else(|| format!("{hello}, "), |name| format!("{hello} {name}, "));
    let note = judged
        .disclosure
        .map(|disclosure| remark(disclosure, language))
        .filter(|_| judged.behaviour == Behaviour::AnswerWithDisclosure)
        .unwrap_or("");
    Draft { text: format!("{greeting}{said}{note}"), cites: open.cites, behaviour: judged.behaviour }
}

/// Whether what the lead wrote last is a mere thanks or good-bye, to which nobody expects an answer. An "ok" to a
/// question or an offer of ours is more than that.
pub fn needs_no_answer(turns: &[Turn<'_>]) -> bool {
    let open = Open::of(turns);
    !open.cites.is_empty() && open.is_closing()
}

/// What the lead wrote since our side last wrote.
struct Open<'a> {
    text: String,
    cites: Vec<u32>,
    before: Option<&'a str>,
}

impl<'a> Open<'a> {
    fn of(turns: &[Turn<'a>]) -> Self {
        let after = turns.iter().rposition(|t| t.author != Author::Lead).map_or(0, |i| i + 1);
        let open = &turns[after..];
        Self {
            text: open.iter().map(|t| t.text).collect::<Vec<_>>().join("\n"),
            cites: open.iter().map(|t| t.n).collect(),
            before: after.checked_sub(1).and_then(|i| turns.get(i)).map(|t| t.text),
        }
    }

    fn reading(&self) -> Reading {
        read(&Reply {
            source: Source::Sms,
            subject: None,
            text: &self.text,
            prior_outbound: self.before,
            automatic: false,
            media: 0,
        })
    }

    fn is_closing(&self) -> bool {
        let reading = self.reading();
        reading.class == Class::None
            && reading.intents.is_empty()
            && phrases::is_closing(&self.text, self.before)
    }
}

fn body(open: &Open<'_>, behaviour: Behaviour, disclosure: Option<Disclosure>) -> Body {
    let reading = open.reading();
    let wants = |intent| reading.intents.contains(&intent);
    if open.cites.is_empty() {
        Body::FollowUp
    } else if reading.class == Class::OptOut {
        Body::End
    } else if asks_for_machine(&open.text) {
        Body::Machine
    } else if behaviour == Behaviour::RefuseAndRedirect {
        Body::Redirect
    } else if wants(Intent::Underage) {
        Body::Minor
    } else if wants(Intent::HumanRequest) {
        Body::Person
    } else if reading.class == Class::Hold {
        Body::Hold
    } else if wants(Intent::Complaint) {
        Body::Sorry
    } else if wants(Intent::Schedule) {
        Body::Time
    } else if disclosure.is_some() || wants(Intent::Question) {
        Body::Question
    } else if open.is_closing() {
        Body::Welcome
    } else {
        Body::Noted
    }
}
