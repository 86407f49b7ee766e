//! The checks of the gate, one function each, in the order of rules.md B6.

use super::action::required_in;
use super::{
    AccountState, Automation, Claim, Decision, Evidence, Inputs, Level, MOST_SALES_CONTACTS, Purpose, Reason,
    Registry, Restriction, Suppression, effective_level,
};
use crate::Channel;
use crate::calendar::{Clock, Due, Received, due};
use crate::quiet_hours::{self, Outcome};
use chrono::{DateTime, Duration, Utc};

/// What a check says: go on, or stop here.
pub(super) type Check = Result<Passed, Stop>;

/// A check that lets the message through.
pub(super) enum Passed {
    /// It was looked at.
    Checked(String),
    /// It does not concern this message.
    NotConcerned(&'static str),
}

/// A check that stops the message.
pub(super) struct Stop {
    pub decision: Decision,
    pub detail: String,
}

fn checked(detail: impl Into<String>) -> Passed {
    Passed::Checked(detail.into())
}

fn stop(decision: Decision, detail: impl Into<String>) -> Check {
    Err(Stop { decision, detail: detail.into() })
}

fn deny(reason: Reason, detail: impl Into<String>) -> Check {
    stop(Decision::Deny(reason), detail)
}

fn known<T>(fact: Option<T>, name: &str) -> Result<T, Stop> {
    fact.ok_or_else(|| Stop {
        decision: Decision::Deny(Reason::MissingFact),
        detail: format!("not known: {name}"),
    })
}

fn late(clock: Clock, since: DateTime<Utc>, inputs: &Inputs) -> bool {
    match due(clock, Received::At { instant: since, zone: inputs.zone }) {
        Due::On(last) => inputs.now.with_timezone(&inputs.zone).date_naive() > last,
        Due::At(last) => inputs.now > last,
    }
}

/// What the message is for, once it is known whether there is a thread to answer in.
fn purpose(inputs: &Inputs) -> Result<Purpose, Stop> {
    match inputs.action.purpose {
        Purpose::Conversation if !known(inputs.live_thread, "live thread")? => Ok(Purpose::Sales),
        purpose => Ok(purpose),
    }
}

/// Whose account closes keeps their rights until it is gone: the answer to a request about data passes (P-56, P-64).
pub(super) fn tenant_active(inputs: &Inputs) -> Check {
    match known(inputs.account, "state of the account")? {
        AccountState::Active => Ok(checked("active")),
        AccountState::Closing if inputs.action.purpose == Purpose::PrivacyRequest => {
            Ok(checked("closing; answers a request about personal data"))
        }
        AccountState::Closing => deny(Reason::TenantClosing, "closing"),
        AccountState::Purged => deny(Reason::TenantClosing, "purged"),
    }
}

/// A text from a number that the carriers have not registered waits until the realtor has recorded that they have (P-50).
/// What answers the person at once would come too late then, so it is refused.
pub(super) fn feature_enabled(inputs: &Inputs) -> Check {
    if !known(inputs.feature_enabled, "feature")? {
        return deny(Reason::FeatureDisabled, "off");
    }
    if inputs.action.channel != Channel::Sms || known(inputs.sender_registered, "registration of the number")?
    {
        return Ok(checked("on"));
    }
    let detail = "the number is not registered with the carriers";
    if inputs.action.purpose.answers_request() {
        return deny(Reason::NotRegistered, detail);
    }
    stop(Decision::Hold(Reason::NotRegistered), detail)
}

pub(super) fn recipient_resolved(inputs: &Inputs) -> Check {
    if known(inputs.recipient_found, "recipient")? {
        Ok(checked("found"))
    } else {
        deny(Reason::NoRecipient, "none")
    }
}

pub(super) fn restriction(inputs: &Inputs) -> Check {
    let answers_privacy_request = inputs.action.purpose == Purpose::PrivacyRequest;
    let answers_request = inputs.action.purpose.answers_request();
    match known(inputs.restriction, "restriction")? {
        Restriction::Everything if !answers_privacy_request => deny(Reason::Restricted, "use restricted"),
        Restriction::Automation if inputs.action.automation != Automation::HumanTyped && !answers_request => {
            deny(Reason::MaybeMinor, "may be a minor")
        }
        Restriction::Marketing if purpose(inputs)?.is_solicitation() => deny(Reason::Objected, "marketing"),
        found => Ok(checked(format!("{found:?}").to_lowercase())),
    }
}

/// An opt-out stops people and machines alike; a doubtful reply stops what no person typed.
pub(super) fn suppression(inputs: &Inputs) -> Check {
    let suppression = known(inputs.suppression, "suppression")?;
    let pending = known(inputs.pending_review, "pending review")?;
    if inputs.action.purpose == Purpose::OptOutConfirmation
        && late(Clock::StopConfirmation, known(inputs.opted_out_at, "time of the opt-out")?, inputs)
    {
        return deny(Reason::ConfirmationLate, "more than 5 minutes after the opt-out");
    }
    if inputs.action.purpose.answers_request() {
        return Ok(Passed::NotConcerned("answers the person's own request"));
    }
    match suppression {
        Suppression::Everything => deny(Reason::Suppressed, "everything"),
        Suppression::Marketing if purpose(inputs)?.is_solicitation() => deny(Reason::Suppressed, "marketing"),
        _ if pending && inputs.action.automation != Automation::HumanTyped => {
            stop(Decision::Hold(Reason::PendingReview), "a reply waits for a person")
        }
        found => Ok(checked(format!("{found:?}").to_lowercase())),
    }
}

pub(super) fn consent_level(inputs: &Inputs) -> Check {
    let states = inputs.quiet_hours.map_or(&[][..], |decision| &decision.place.states);
    let needed = required_in(states, inputs.action.channel, inputs.action.automation, purpose(inputs)?);
    if needed == Level::None {
        return Ok(Passed::NotConcerned("needs no consent"));
    }
    let found = effective_level(known(inputs.evidence, "consent ledger")?, inputs.now, inputs.zone);
    let detail = format!("needs {}, found {}", needed.as_str(), found.as_str());
    match needed {
        _ if found >= needed => Ok(checked(detail)),
        Level::ExpressWritten => deny(Reason::NoWrittenConsent, detail),
        _ => deny(Reason::NoConsent, detail),
    }
}

/// A business relationship or a written agreement exempts; consent given by word of mouth does not.
pub(super) fn dnc_freshness(inputs: &Inputs) -> Check {
    if inputs.action.channel == Channel::Email || !purpose(inputs)?.is_solicitation() {
        return Ok(Passed::NotConcerned("only sales calls and texts"));
    }
    let exempts =
        |entry: &Evidence| matches!(entry.level, Level::Inquiry | Level::Transaction | Level::ExpressWritten);
    let evidence = known(inputs.evidence, "consent ledger")?;
    if evidence.iter().any(|entry| exempts(entry) && entry.holds(inputs.now, inputs.zone)) {
        return Ok(Passed::NotConcerned("exempt by relationship or written agreement"));
    }
    match inputs.registry {
        Registry::NotEvaluated => deny(Reason::DncUnchecked, "never checked"),
        Registry::Scrubbed { listed: true, .. } => deny(Reason::DncListed, "listed"),
        Registry::Scrubbed { at, .. } if at > inputs.now => {
            deny(Reason::DncUnchecked, "checked in the future")
        }
        Registry::Scrubbed { at, .. } if late(Clock::DncScrubLastValidDay, at, inputs) => {
            deny(Reason::DncStale, "more than 31 days old")
        }
        Registry::Scrubbed { .. } => Ok(checked("checked and not listed")),
    }
}

pub(super) fn frequency_cap(inputs: &Inputs) -> Check {
    if inputs.action.automation == Automation::HumanTyped || !purpose(inputs)?.is_solicitation() {
        return Ok(Passed::NotConcerned("only automated sales contacts"));
    }
    let limit = inputs.sales_contacts_limit.min(MOST_SALES_CONTACTS);
    let mut recent = known(inputs.sales_contacts, "earlier contacts")?.to_vec();
    recent.retain(|contact| *contact + Duration::hours(24) > inputs.now);
    recent.sort_unstable_by(|a, b| b.cmp(a));
    let detail = format!("{} of {limit} in 24 hours", recent.len());
    match recent.get(limit.wrapping_sub(1)) {
        _ if limit == 0 => deny(Reason::FrequencyCap, detail),
        None => Ok(checked(detail)),
        // Once this one is a day old, fewer than `limit` remain.
        Some(contact) => stop(
            Decision::Defer { until: *contact + Duration::hours(24), reason: Reason::FrequencyCap },
            detail,
        ),
    }
}

pub(super) fn content_guards(inputs: &Inputs) -> Check {
    match known(inputs.content_findings, "content guards")? {
        [] => Ok(checked("nothing found")),
        findings => deny(Reason::ContentFinding, findings.join("; ")),
    }
}

pub(super) fn quiet_hours(inputs: &Inputs) -> Check {
    if inputs.action.channel == Channel::Email {
        return Ok(Passed::NotConcerned("mail wakes nobody"));
    }
    if inputs.action.purpose.answers_request() {
        return Ok(Passed::NotConcerned("answers the person's own request"));
    }
    match known(inputs.quiet_hours, "quiet hours")?.outcome {
        Outcome::Allowed { closes } => Ok(checked(format!("open until {closes}"))),
        Outcome::Deferred { .. } if overridden(inputs)? => {
            Ok(checked("overridden by a person answering in a live thread"))
        }
        Outcome::Deferred { until: Some(until), reason } => {
            stop(Decision::Defer { until, reason: Reason::QuietHours }, reason.as_str())
        }
        Outcome::Deferred { until: None, reason: quiet_hours::Reason::UnknownZone } => {
            stop(Decision::Hold(Reason::UnknownZone), "no zone known")
        }
        Outcome::Deferred { until: None, reason } => {
            stop(Decision::Hold(Reason::QuietHours), reason.as_str())
        }
    }
}

/// Only for a single answer that a person types in a live thread (P-54).
fn overridden(inputs: &Inputs) -> Result<bool, Stop> {
    Ok(inputs.quiet_hours_override
        && inputs.action.automation == Automation::HumanTyped
        && purpose(inputs)? == Purpose::Conversation)
}

pub(super) fn idempotency(inputs: &Inputs) -> Check {
    match known(inputs.claim, "claim")? {
        Claim::First => Ok(checked("first claim")),
        Claim::Taken => deny(Reason::Duplicate, "claimed before"),
    }
}
