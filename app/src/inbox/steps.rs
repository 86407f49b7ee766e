//! The steps of the gate in plain words.

use realtoros_domain::consent::{Level, Outcome, Reach, Reason, Step, StepName};

/// The style mark of a step and what it says; `tone` is that of a step that stopped the message.
pub fn step(step: &Step, tone: &str) -> (String, String) {
    let (mark, said) = match step.outcome {
        Outcome::Passed => ("allow", passed(step)),
        Outcome::Stopped(reason) => (tone, stopped(step, reason)),
        Outcome::NotEvaluated => ("skip", format!("{}: not checked, {}", topic(step.name), why_not(step))),
    };
    (mark.to_owned(), said)
}

fn passed(step: &Step) -> String {
    let said = match (step.name, step.detail.as_str()) {
        (StepName::TenantActive, _) => "Your account is active",
        (StepName::FeatureEnabled, _) => "You allow this kind of message",
        (StepName::RecipientResolved, _) => "We have a number or address for them",
        (StepName::Restriction, "everything") => {
            "They asked us to only store their data; this answers their own request"
        }
        (StepName::Restriction, "automation") => {
            "They may be under 18; that stops only what goes out by itself"
        }
        (StepName::Restriction, "marketing") => "They objected to marketing, and this is none",
        (StepName::Restriction, _) => "They have not asked us to only store their data",
        (StepName::Suppression, "marketing") => "They unsubscribed from marketing, and this is none",
        (StepName::Suppression, _) => "They have not opted out",
        (StepName::ConsentLevel, detail) => return consent(detail, "is enough"),
        (StepName::DncFreshness, _) => "Do-not-call list: they are not on it",
        (StepName::FrequencyCap, detail) => return format!("Contacted today: {detail}"),
        (StepName::ContentGuards, detail) if detail.contains("not evaluated") => {
            "Your postal address was looked at; the wording was not checked"
        }
        (StepName::ContentGuards, _) => "Nothing stands against the wording",
        (StepName::QuietHours, detail) if detail.starts_with(OVERRIDDEN) => {
            "Outside 8 am to 8 pm where they are; you chose to send it now"
        }
        (StepName::QuietHours, _) => "Within 8 am to 8 pm where they are",
        (StepName::Idempotency, _) => "Not a repeat",
    };
    said.to_owned()
}

fn stopped(step: &Step, reason: Reason) -> String {
    match (step.name, reason) {
        (StepName::ConsentLevel, Reason::NoConsent | Reason::NoWrittenConsent) => {
            consent(&step.detail, "is needed")
        }
        (StepName::FrequencyCap, Reason::FrequencyCap) => format!("Contacted today: {}", step.detail),
        (StepName::ContentGuards, Reason::ContentFinding) if step.detail.contains("stop_word_for_else") => {
            "It asks for a word that ends all texts, such as CANCEL, for something else. Use another word"
                .to_owned()
        }
        (StepName::ContentGuards, Reason::ContentFinding) if step.detail.contains("confirmation_") => {
            "A confirmation of an opt-out may hold no link, no price and no listing".to_owned()
        }
        (StepName::ContentGuards, Reason::ContentFinding) if step.detail.contains("no_postal_address") => {
            "Mail that answers nobody is commercial and needs your postal address. Add it under Settings, Business"
                .to_owned()
        }
        // Why the way is closed is a sentence already.
        (StepName::FeatureEnabled, Reason::FeatureDisabled) if step.detail.ends_with('.') => {
            step.detail.clone()
        }
        _ => reason.sentence().to_owned(),
    }
}

/// What stands against a message, in a sentence; where the step itself says what to do about it, that.
pub fn why(steps: &[Step], reason: Reason) -> String {
    let stop = steps.iter().find(|step| step.outcome == Outcome::Stopped(reason));
    match stop.filter(|step| matches!(step.name, StepName::ContentGuards | StepName::FeatureEnabled)) {
        Some(step) => format!("{}.", stopped(step, reason).trim_end_matches('.')),
        None => reason.sentence().to_owned(),
    }
}

/// What stood against a message that is not sent or waits, as the end of a sentence.
pub fn against(reason: Reason, channel: &str) -> String {
    let what = match channel {
        "sms" => "texts",
        "voice" => "calls",
        _ => "mail",
    };
    match reason {
        Reason::Suppressed => format!("they have opted out of {what}."),
        Reason::Restricted => "they asked us to only store their data.".to_owned(),
        _ => {
            let mut letters = reason.sentence().chars();
            letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
        }
    }
}

/// The reason that is recorded under a name.
pub fn reason(name: &str) -> Option<Reason> {
    Reason::ALL.iter().copied().find(|reason| reason.as_str() == name)
}

/// What was looked at before `reason` stopped a message. What was decided before that came up says nothing about it.
pub fn looked_at(steps: &[Step], reason: Reason) -> String {
    if !steps.iter().any(|step| step.outcome == Outcome::Stopped(reason)) {
        return "This came up after it was written, while it waited.".to_owned();
    }
    let looked_at = steps.iter().filter(|step| step.outcome != Outcome::NotEvaluated);
    let said = looked_at.map(|found| step(found, "deny").1.trim_end_matches('.').to_owned());
    said.collect::<Vec<_>>().join(". ") + "."
}

/// How the detail of the hours begins when a person chose to answer outside of them.
const OVERRIDDEN: &str = "overridden";

/// Whether a message goes out in quiet hours because a person chose so.
pub fn ignores_quiet_hours(steps: &[Step]) -> bool {
    steps.iter().any(|step| step.name == StepName::QuietHours && step.detail.starts_with(OVERRIDDEN))
}

/// `needs inquiry, found express_written` in the words that people read.
fn consent(detail: &str, verdict: &str) -> String {
    let levels = detail.strip_prefix("needs ").and_then(|rest| rest.split_once(", found "));
    let labels = levels.and_then(|(needed, found)| Some((label(found)?, label(needed)?)));
    match labels {
        Some((found, needed)) => format!("Consent: {found}, {needed} {verdict}"),
        None => "Consent was looked at".to_owned(),
    }
}

/// The label of the level that is stored under a name.
fn label(name: &str) -> Option<&'static str> {
    [Level::None, Level::Inquiry, Level::Transaction, Level::Express, Level::ExpressWritten]
        .into_iter()
        .find(|level| level.as_str() == name)
        .map(|level| Reach::Evidence(level).label())
}

fn topic(name: StepName) -> &'static str {
    match name {
        StepName::TenantActive => "Your account",
        StepName::FeatureEnabled => "Kind of message",
        StepName::RecipientResolved => "Their number or address",
        StepName::Restriction => "Whether we may use their data",
        StepName::Suppression => "Opt-outs",
        StepName::ConsentLevel => "Consent",
        StepName::DncFreshness => "Do-not-call list",
        StepName::FrequencyCap => "Contacted today",
        StepName::ContentGuards => "Wording",
        StepName::QuietHours => "Hour where they are",
        StepName::Idempotency => "Repeats",
    }
}

/// Why a step was not evaluated.
fn why_not(step: &Step) -> &str {
    match step.detail.as_str() {
        "" => "something else stands against it",
        "answers the person's own request" => "this answers their own request",
        "needs no consent" => "this needs none",
        "only sales calls and texts" => "only sales calls and texts need it",
        "exempt by relationship or written agreement" => "you know them, or they agreed in writing",
        "only automated sales contacts" => "only automatic sales messages count",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(name: StepName, outcome: Outcome, detail: &str) -> String {
        step(&Step { name, outcome, detail: detail.to_owned() }, "deny").1
    }

    #[test]
    fn levels_are_said_by_their_labels() {
        assert_eq!(
            said(StepName::ConsentLevel, Outcome::Passed, "needs inquiry, found express_written"),
            "Consent: Written consent, Inquiry is enough"
        );
        assert_eq!(
            said(StepName::ConsentLevel, Outcome::Stopped(Reason::NoConsent), "needs express, found none"),
            "Consent: No evidence, Consent is needed"
        );
    }

    #[test]
    fn p51_mail_without_a_postal_address_says_what_to_do() {
        let finding = Outcome::Stopped(Reason::ContentFinding);
        let words = said(StepName::ContentGuards, finding, "no_postal_address");
        assert!(words.contains("needs your postal address. Add it under Settings"), "{words}");
        let detail = "no_postal_address".to_owned();
        let step = Step { name: StepName::ContentGuards, outcome: finding, detail };
        assert_eq!(why(&[step], Reason::ContentFinding), format!("{words}."));
        assert_eq!(why(&[], Reason::ContentFinding), Reason::ContentFinding.sentence());
    }

    #[test]
    fn p20_what_is_not_sent_says_why_in_plain_words() {
        let told = |name: &str, channel| against(reason(name).unwrap(), channel);
        assert_eq!(told("suppressed", "sms"), "they have opted out of texts.");
        assert_eq!(told("suppressed", "email"), "they have opted out of mail.");
        assert_eq!(told("restricted", "sms"), "they asked us to only store their data.");
        assert_eq!(told("tenant_closing", "sms"), "this account is being closed; nothing is sent any more.");
        assert_eq!(reason("something_else"), None);
    }

    #[test]
    fn steps_from_before_the_reason_are_not_told_as_its_ground() {
        let of = |name, outcome| Step { name, outcome, detail: String::new() };
        let steps = [
            of(StepName::TenantActive, Outcome::Passed),
            of(StepName::Suppression, Outcome::Stopped(Reason::Suppressed)),
            of(StepName::ConsentLevel, Outcome::NotEvaluated),
        ];
        let asked = "Your account is active. This person asked not to be contacted on this channel.";
        assert_eq!(looked_at(&steps, Reason::Suppressed), asked);
        assert!(looked_at(&steps, Reason::TenantClosing).contains("while it waited"));
    }

    #[test]
    fn what_was_not_evaluated_says_so_and_no_step_uses_the_words_of_the_engine() {
        let skipped = said(StepName::ConsentLevel, Outcome::NotEvaluated, "needs no consent");
        assert_eq!(skipped, "Consent: not checked, this needs none");
        for name in StepName::ALL {
            let words = said(*name, Outcome::NotEvaluated, "");
            assert!(words.ends_with(": not checked, something else stands against it"), "{words}");
            let engine = name.as_str().replace('_', " ");
            for outcome in [Outcome::Passed, Outcome::Stopped(Reason::MissingFact)] {
                assert!(!said(*name, outcome, "").to_lowercase().starts_with(&engine), "{engine}");
            }
        }
    }
}
