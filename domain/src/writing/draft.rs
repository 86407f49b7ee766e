//! A reply from rules: it promises a look, never a fact, a price or a time.

use super::judge::{Behaviour, Disclosure, asks_for_machine, judge};
use super::{Author, Parties, Turn};
use crate::reply::{Class, Intent, Reply, Source, read};
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

/// Drafts an answer to what the lead wrote since our side last wrote.
pub fn draft_reply(parties: &Parties<'_>, turns: &[Turn<'_>]) -> Draft {
    let after = turns.iter().rposition(|t| t.author != Author::Lead).map_or(0, |i| i + 1);
    let open = &turns[after..];
    let text = open.iter().map(|t| t.text).collect::<Vec<_>>().join("\n");
    let cites: Vec<u32> = open.iter().map(|t| t.n).collect();
    let before = after.checked_sub(1).and_then(|i| turns.get(i)).map(|t| t.text);
    let reply = Reply {
        source: Source::Sms,
        subject: None,
        text: &text,
        prior_outbound: before,
        automatic: false,
        media: 0,
    };
    let reading = read(&reply);
    let judged = judge(&text);
    let realtor = parties.realtor_name;
    let greeting = parties.lead_first_name.map_or_else(|| "Hi, ".to_owned(), |name| format!("Hi {name}, "));
    let wants = |intent| reading.intents.contains(&intent);
    let body = if cites.is_empty() {
        format!("{realtor} will follow up with you.")
    } else if reading.class == Class::OptOut {
        return Draft {
            text: "Understood. You will not hear from us again here.".into(),
            cites,
            behaviour: Behaviour::Answer,
        };
    } else if asks_for_machine(&text) {
        format!(
            "yes, I'm an automated assistant, not a person. {realtor} can answer you directly if you prefer."
        )
    } else if judged.behaviour == Behaviour::RefuseAndRedirect {
        "I can't advise on that. I can share facts about the property, distances to places you name, \
         and point you to public sources so that you can judge for yourself."
            .to_owned()
    } else if wants(Intent::Underage) {
        format!(
            "thank you for telling us. {realtor} will look at this in person before anything else is sent."
        )
    } else if wants(Intent::HumanRequest) {
        format!("of course, I'll ask {realtor} to get in touch with you.")
    } else if reading.class == Class::Hold {
        format!(
            "thank you for letting us know. I'll pass this on to {realtor}, and nothing more will be sent until then."
        )
    } else if wants(Intent::Complaint) {
        format!("I'm sorry about that. I'll pass this on to {realtor}.")
    } else if wants(Intent::Schedule) {
        format!("thanks, I'll check that time with {realtor} and confirm it with you.")
    } else if judged.disclosure.is_some() || wants(Intent::Question) {
        format!("good question. Let me check with {realtor} and get back to you.")
    } else {
        format!("thank you, I've noted that for {realtor}.")
    };
    let note = judged
        .disclosure
        .map(remark)
        .filter(|_| judged.behaviour == Behaviour::AnswerWithDisclosure)
        .unwrap_or("");
    let text = format!("{greeting}{body}{note}");
    Draft { text, cites, behaviour: judged.behaviour }
}

const fn remark(disclosure: Disclosure) -> &'static str {
    match disclosure {
        Disclosure::AiIdentity => "",
        Disclosure::OfficialSource => " Please also verify it with the responsible public office.",
        Disclosure::SeniorHousing => " The listing states the age rule; the community verifies ages.",
        Disclosure::Legal => " We can give general information only, not legal advice.",
        Disclosure::Lending => " What you can borrow is the lender's decision.",
        Disclosure::Estimate => " Anything about value would be an estimate, not an appraisal or a promise.",
    }
}
