//! From facts to a decision: the one place that calls [`realtoros_domain::consent::decide`].

use super::{
    AccountFacts, Draft, MessageRecord,
    facts::{Facts, LeadFacts},
};
use crate::{
    Core,
    clock::from_millis,
    privacy::{self, Processor},
    providers::Providers,
};
use chrono::{DateTime, Utc};
use realtoros_domain::{
    Channel,
    consent::{
        self, Action, Automation, Claim, Decision, Inputs, Purpose, Reason, Restriction, Step, StepName,
        Suppression, Verdict, decide,
    },
    contact::{EmailAddress, PhoneNumber},
    ids::LeadId,
    quiet_hours::{self, Address, Recipient, StateRules},
    writing::{check_confirmation, check_template},
};
use std::collections::HashSet;

/// The decision on one message, and what the provider must know of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Preview {
    /// What the gate says, step by step.
    pub verdict: Verdict,
    /// The number or address that it would go to.
    pub to: Option<String>,
    /// When the window of decent hours closes.
    pub closes: Option<DateTime<Utc>>,
    /// A person could send it now all the same (P-54).
    pub can_override: bool,
    /// The name that code puts into it with the way out, because it is the first text to this number (P-50); only of what
    /// one asks about before it is sent.
    pub introduces: Option<String>,
    /// It is mail that answers nobody and brings no way out of its own: code adds who writes, from where, and the way out
    /// (P-51).
    pub sells_by_mail: bool,
}

/// What is asked of the gate.
#[derive(Clone, Debug)]
pub struct Ask<'a> {
    pub lead: LeadId,
    pub action: Action,
    pub to: Option<&'a str>,
    /// The words.
    pub text: &'a str,
    pub override_quiet_hours: bool,
    pub opted_out_at: Option<i64>,
    pub claim: Claim,
}

impl<'a> Ask<'a> {
    pub fn of_draft(draft: &'a Draft, claim: Claim) -> Self {
        Self {
            lead: draft.lead,
            action: draft.action(),
            to: draft.to.as_deref(),
            text: &draft.text,
            override_quiet_hours: draft.override_quiet_hours,
            opted_out_at: draft.opted_out_at,
            claim,
        }
    }

    pub fn of_record(lead: LeadId, action: Action, record: &'a MessageRecord) -> Self {
        Self {
            lead,
            action,
            to: Some(&record.to),
            text: &record.text,
            override_quiet_hours: record.override_quiet_hours,
            opted_out_at: record.opted_out_at,
            claim: Claim::First,
        }
    }
}

/// Decides one message. A lead that is not there is a recipient that was not found.
pub fn ask(core: &Core, facts: &Facts, ask: &Ask<'_>) -> Preview {
    let now = core.now();
    let mut inputs = Inputs::unknown(ask.action, now, facts.account.zone);
    inputs.account = Some(facts.account.state);
    let configured = Providers::is_configured(&core.settings, facts.account.sms.as_ref(), ask.action.channel);
    let closed = closed_route(core, facts, ask.action.channel);
    let is_permitted = privacy::permits(&facts.account.contact, ask.action);
    inputs.feature_enabled = Some(configured && is_permitted && closed.is_none());
    inputs.sender_registered = Some(facts.account.may_text);
    inputs.claim = Some(ask.claim);
    inputs.quiet_hours_override = ask.override_quiet_hours;
    let found = facts.lead(ask.lead);
    let to = found.and_then(|found| address(found, ask));
    let (Some(found), Some(to)) = (found, to) else {
        inputs.recipient_found = Some(false);
        let mut verdict = decide(&inputs);
        say_what_is_closed(&mut verdict.steps, closed);
        let (introduces, sells_by_mail) = (None, false);
        return Preview { verdict, to: None, closes: None, can_override: false, introduces, sells_by_mail };
    };
    let suppressed = facts.suppression(ask.action.channel, &to);
    let hours = hours(now, found, &to);
    let is_answer = is_answer(&found.live_threads, ask.action);
    let findings = findings(facts, ask, is_answer);
    inputs.recipient_found = Some(true);
    inputs.restriction = Some(match (found.lead.restricted, found.lead.maybe_minor) {
        (true, _) => Restriction::Everything,
        (false, true) => Restriction::Automation,
        (false, false) => Restriction::None,
    });
    inputs.suppression = Some(suppressed.map_or(Suppression::None, |found| found.reach));
    inputs.opted_out_at = ask.opted_out_at.or(suppressed.map(|found| found.since)).map(from_millis);
    inputs.pending_review = Some(found.lead.on_hold || found.ledger.is_in_doubt(ask.action.channel));
    inputs.live_thread = Some(is_answer);
    inputs.evidence = Some(found.ledger.evidence(ask.action.channel));
    inputs.registry = facts.registry(&to);
    inputs.sales_contacts = Some(&found.sales_contacts);
    inputs.content_findings = Some(&findings);
    inputs.quiet_hours = Some(&hours);
    let mut verdict = decide(&inputs);
    say_what_was_looked_at(&mut verdict.steps);
    say_what_is_closed(&mut verdict.steps, closed);
    Preview {
        can_override: can_override(&inputs, verdict.decision),
        verdict,
        introduces: None,
        sells_by_mail: sells_by_mail(ask.action, is_answer) && ask.action.purpose != Purpose::Newsletter,
        to: Some(to),
        closes: match hours.outcome {
            quiet_hours::Outcome::Allowed { closes } => Some(closes),
            quiet_hours::Outcome::Deferred { .. } => None,
        },
    }
}

/// The named address if it is the lead's, else the first.
fn address(found: &LeadFacts, ask: &Ask<'_>) -> Option<String> {
    let record = &found.lead.record;
    let all: Vec<&str> = match ask.action.channel {
        Channel::Email => record.emails.iter().map(EmailAddress::as_str).collect(),
        Channel::Sms | Channel::Voice => record.phones.iter().map(PhoneNumber::e164).collect(),
    };
    match ask.to {
        Some(named) => all.into_iter().find(|address| *address == named).map(str::to_owned),
        None => all.first().map(|address| (*address).to_owned()),
    }
}

fn hours(now: DateTime<Utc>, found: &LeadFacts, to: &str) -> quiet_hours::Decision {
    let record = &found.lead.record;
    let known = |text: &'_ str| !text.is_empty();
    let recipient = Recipient {
        number: Some(to).filter(|to| to.starts_with('+')),
        address: Some(Address {
            state: Some(record.address.state.as_str()).filter(|text| known(text)),
            zip: Some(record.address.zip.as_str()).filter(|text| known(text)),
        }),
        stated_zone: record.stated_zone.as_deref().and_then(|zone| zone.parse().ok()),
    };
    quiet_hours::decide(now, &recipient, &StateRules::default())
}

/// Whether a message answers somebody: on the channel on which they wrote, and by mail that a person types wherever they
/// wrote ("mail me the floor plan").
fn is_answer(live: &HashSet<Channel>, action: Action) -> bool {
    let typed_mail = action.channel == Channel::Email && action.automation == Automation::HumanTyped;
    live.contains(&action.channel) || typed_mail && !live.is_empty()
}

/// Whether it is commercial mail, whatever its sender calls it.
fn sells_by_mail(action: Action, is_answer: bool) -> bool {
    let sells = action.purpose.is_solicitation() || action.purpose == Purpose::Conversation && !is_answer;
    action.channel == Channel::Email && sells
}

/// Commercial mail names a postal address (P-51); so does mail that answers nobody, which counts as sales whatever it is
/// called. A text that no person typed asks for STOP and its like for nothing but an opt-out, and the confirmation of one
/// sells nothing (P-46, P-50).
fn findings(facts: &Facts, ask: &Ask<'_>, is_answer: bool) -> Vec<String> {
    let action = ask.action;
    if action.channel == Channel::Sms {
        let faults = match (action.purpose, action.automation) {
            (Purpose::OptOutConfirmation, _) => check_confirmation(ask.text, &facts.account.brokerage),
            (_, Automation::HumanTyped) => Vec::new(),
            (_, Automation::Approved | Automation::Automatic) => check_template(ask.text),
        };
        return faults.into_iter().map(|fault| fault.as_str().to_owned()).collect();
    }
    if sells_by_mail(action, is_answer) && facts.account.postal_address.trim().is_empty() {
        return vec!["no_postal_address".to_owned()];
    }
    Vec::new()
}

/// Why the sub-processor that would carry the message gets nothing for this account now (P-38). Where messages are captured
/// there is none. No call is placed either from which nobody could be called back (P-49).
fn closed_route(core: &Core, facts: &Facts, channel: Channel) -> Option<String> {
    if channel == Channel::Voice
        && let Some(why) = call_back(&facts.account)
    {
        return Some(why.to_owned());
    }
    let processor = match channel {
        Channel::Email if core.settings.providers.smtp_url.is_some() => Processor::Mail,
        Channel::Sms | Channel::Voice if facts.account.sms.is_some() => Processor::Twilio,
        _ => return None,
    };
    facts.account.routes.closed(processor).map(|closed| closed.sentence(processor))
}

/// Why somebody who calls the number back that a voice has told them would reach nobody: calls to it ring at the phone of
/// the business.
fn call_back(account: &AccountFacts) -> Option<&'static str> {
    if account.phone.trim().is_empty() {
        return Some(
            "People who call back reach nobody yet. Add the phone of your business under Settings first.",
        );
    }
    let is_same = account.sms.as_ref().is_some_and(|sms| sms.from == account.phone);
    is_same.then_some(
        "People who call back would reach nobody: the phone of your business is the Twilio number itself. Under Settings, \
         give a phone that rings at your side.",
    )
}

fn say_what_is_closed(steps: &mut [Step], closed: Option<String>) {
    let Some(why) = closed else { return };
    for step in steps.iter_mut().filter(|step| step.name == StepName::FeatureEnabled) {
        if step.outcome != consent::Outcome::Passed {
            step.detail.clone_from(&why);
        }
    }
}

/// What a person writes is theirs, and what the assistant writes was judged before it became a draft: the trace says so.
fn say_what_was_looked_at(steps: &mut [Step]) {
    for step in steps.iter_mut().filter(|step| step.name == StepName::ContentGuards) {
        if step.outcome == consent::Outcome::Passed {
            "postal address and words that end texts looked at; wording not evaluated"
                .clone_into(&mut step.detail);
        }
    }
}

/// Whether choosing to answer now would let it through.
fn can_override(inputs: &Inputs<'_>, decision: Decision) -> bool {
    let quiet = matches!(
        decision,
        Decision::Defer { reason: Reason::QuietHours, .. } | Decision::Hold(Reason::UnknownZone)
    );
    quiet
        && inputs.action.purpose == Purpose::Conversation
        && decide(&Inputs { quiet_hours_override: true, ..*inputs }).decision == Decision::Allow
}
