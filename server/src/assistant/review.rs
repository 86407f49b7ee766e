//! Checking what an assistant answered, as if a stranger had written it (P-29 to P-32).

use super::{Context, Task};
use realtoros_domain::{
    ChannelSet,
    reply::{Class, Reading, Tier},
    writing::{Cited, Claim, Draft, Objection, check_claims, check_outgoing, check_template},
};

/// Why an answer was not taken; a stable name for the record of calls.
pub(super) type Fault = &'static str;

/// A draft may go to a person if it rests on messages of the conversation and breaks no rule for what goes out.
pub(super) fn review_draft(context: &Context, draft: &Draft) -> Result<(), Fault> {
    if draft.text.trim().is_empty() {
        return Err("empty");
    }
    if !rests_on_messages(context, &draft.cites) {
        return Err("cites_nothing");
    }
    objections(&draft.text)?;
    let given = context.json(Task::DraftReply).to_string();
    match check_claims(&draft.text, &[&given]).first() {
        None => Ok(()),
        Some(Claim::Price) => Err("invented_price"),
        Some(Claim::Promise) => Err("promise"),
    }
}

/// The statements that rest on messages and break no rule; the others are dropped.
pub(super) fn review_summary(context: &Context, statements: Vec<Cited>) -> Vec<Cited> {
    let given = context.json(Task::Summarise).to_string();
    // A summary may tell of a promise, but of no price that nobody named.
    let holds = |said: &Cited| {
        !said.text.trim().is_empty()
            && rests_on_messages(context, &said.turns)
            && objections(&said.text).is_ok()
            && !check_claims(&said.text, &[&given]).contains(&Claim::Price)
    };
    statements.into_iter().filter(holds).collect()
}

/// The opening of a newsletter may say no number that it was not given.
pub(super) fn review_intro(context: &Context, text: &str) -> Result<(), Fault> {
    let given = context.json(Task::NewsletterIntro).to_string();
    let given: Vec<&str> = numbers(&given).collect();
    if text.trim().is_empty() {
        return Err("empty");
    }
    if numbers(text).any(|number| !given.contains(&number)) {
        return Err("invented_number");
    }
    if check_claims(text, &[]).contains(&Claim::Promise) {
        return Err("promise");
    }
    objections(text)
}

/// What the rules read, raised by what a model suspects; never lowered. A model alone cannot opt anybody out: its
/// suspicion makes the realtor look (rules B6).
pub(super) fn review_reading(rules: Reading, model: Class) -> Reading {
    if rules.class == Class::None && model > Class::None {
        return Reading { class: Class::Hold, tier: Some(Tier::Ambiguous), scope: ChannelSet::NONE, ..rules };
    }
    rules
}

fn rests_on_messages(context: &Context, numbers: &[u32]) -> bool {
    !numbers.is_empty() && numbers.iter().all(|n| context.line(*n).is_some())
}

fn objections(text: &str) -> Result<(), Fault> {
    match check_outgoing(text).first() {
        None => Ok(()),
        Some(Objection::FairHousing) => Err("fair_housing"),
        Some(Objection::ClaimsToBeHuman) => Err("claims_to_be_human"),
        Some(Objection::Link) => Err("link"),
        Some(Objection::Image) => Err("image"),
    }?;
    if check_template(text).is_empty() { Ok(()) } else { Err("stop_word") }
}

fn numbers(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_digit()).filter(|digits| !digits.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assistant::{Figures, tests::conversation};
    use realtoros_domain::writing::Behaviour;

    fn draft(text: &str, cites: &[u32]) -> Draft {
        Draft { text: text.to_owned(), cites: cites.to_vec(), behaviour: Behaviour::Answer }
    }

    #[test]
    fn p29_p30_p31_p32_a_draft_that_breaks_a_rule_is_not_taken() {
        let context = conversation(&["Is the house on Alder Lane still open?"]);
        let cases = [
            ("Let me check and get back to you.", &[1][..], Ok(())),
            ("Let me check and get back to you.", &[], Err("cites_nothing")),
            ("Let me check and get back to you.", &[7], Err("cites_nothing")),
            ("   ", &[1], Err("empty")),
            ("I am a real person, do not worry.", &[1], Err("claims_to_be_human")),
            ("See https://evil.example/x for more.", &[1], Err("link")),
            ("Reply CANCEL to cancel your showing.", &[1], Err("stop_word")),
            ("evil.example.com has it.", &[1], Err("link")),
            ("Call me at 512-555-0199.", &[1], Err("link")),
            ("The price is $412,000.", &[1], Err("invented_price")),
            ("We guarantee that you will be approved.", &[1], Err("promise")),
            ("<script>alert(1)</script> Let me check.", &[1], Err("image")),
            ("It is a safe area with good schools, perfect for families.", &[1], Err("fair_housing")),
        ];
        for (text, cites, expected) in cases {
            assert_eq!(review_draft(&context, &draft(text, cites)), expected, "{text}");
        }
    }

    #[test]
    fn p19_a_statement_without_a_message_is_dropped() {
        let context = conversation(&["We need 3 beds", "And a porch"]);
        let said = |text: &str, turns: &[u32]| Cited { text: text.to_owned(), turns: turns.to_vec() };
        let kept = review_summary(
            &context,
            vec![said("They need three bedrooms.", &[1]), said("They are rich.", &[]), said("Pool.", &[9])],
        );
        assert_eq!(kept, [said("They need three bedrooms.", &[1])]);
    }

    #[test]
    fn p21_an_opening_says_only_what_was_counted() {
        let figures = Figures { new_listings: 4, ..Figures::default() };
        let context = Context { figures: Some(figures), ..Context::default() };
        assert_eq!(review_intro(&context, "Hello, there are 4 new listings."), Ok(()));
        assert_eq!(review_intro(&context, "Hello, there are 12 new listings."), Err("invented_number"));
    }

    #[test]
    fn p45_a_model_raises_a_reading_and_never_lowers_one() {
        let reading = |class| Reading { class, scope: ChannelSet::NONE, intents: Vec::new(), tier: None };
        for rules in [Class::None, Class::Hold, Class::OptOut] {
            for model in [Class::None, Class::Hold, Class::OptOut] {
                let result = review_reading(reading(rules), model).class;
                assert!(result >= rules, "{rules:?} and {model:?}");
                let raised = rules == Class::None && model != Class::None;
                assert_eq!(result, if raised { Class::Hold } else { rules });
            }
        }
    }
}
