//! Inputs that would be allowed; the tests take one fact away or make it bad.

mod levels;
mod limits;
mod stops;
mod trace;

use super::*;
use crate::Channel;
use crate::quiet_hours::{self, Place, ZoneSource};
use chrono::{DateTime, Duration, Utc};
use chrono_tz::{America, Tz};

const ZONE: Tz = America::Chicago;

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn now() -> DateTime<Utc> {
    at("2026-12-08T18:00:00Z")
}

fn hours(outcome: quiet_hours::Outcome, state: &'static str) -> quiet_hours::Decision {
    quiet_hours::Decision {
        outcome,
        place: Place { zones: vec![ZONE], states: vec![state], source: ZoneSource::Phone },
    }
}

fn open() -> quiet_hours::Decision {
    hours(quiet_hours::Outcome::Allowed { closes: at("2026-12-09T02:00:00Z") }, "IL")
}

fn closed() -> quiet_hours::Decision {
    let until = Some(at("2026-12-09T14:00:00Z"));
    hours(quiet_hours::Outcome::Deferred { until, reason: quiet_hours::Reason::Window }, "IL")
}

fn written() -> [Evidence; 1] {
    [Evidence { level: Level::ExpressWritten, given_at: at("2026-06-01T15:00:00Z") }]
}

fn action(channel: Channel, automation: Automation, purpose: Purpose) -> Action {
    Action { channel, automation, purpose }
}

fn automatic_sales_text() -> Action {
    action(Channel::Sms, Automation::Automatic, Purpose::Sales)
}

/// Everything in order: the tests take one fact away or make it bad.
fn good<'a>(action: Action, evidence: &'a [Evidence], quiet_hours: &'a quiet_hours::Decision) -> Inputs<'a> {
    Inputs {
        account: Some(AccountState::Active),
        feature_enabled: Some(true),
        sender_registered: Some(true),
        recipient_found: Some(true),
        restriction: Some(Restriction::None),
        suppression: Some(Suppression::None),
        pending_review: Some(false),
        live_thread: Some(false),
        evidence: Some(evidence),
        sales_contacts: Some(&[]),
        content_findings: Some(&[]),
        quiet_hours: Some(quiet_hours),
        claim: Some(Claim::First),
        ..Inputs::unknown(action, now(), ZONE)
    }
}

/// Decides after `change` was made to inputs that would be allowed.
#[track_caller]
fn after(action: Action, change: impl FnOnce(&mut Inputs)) -> Decision {
    let (evidence, quiet_hours) = (written(), open());
    let mut inputs = good(action, &evidence, &quiet_hours);
    assert_eq!(decide(&inputs).decision, Decision::Allow, "{action:?}");
    change(&mut inputs);
    decide(&inputs).decision
}
