//! Recipients and expectations that the tests share.

mod place;
mod property;
mod window;

use super::*;
use chrono::{DateTime, Duration, Timelike, Utc};
use chrono_tz::{America, Pacific, Tz};

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn phone(number: &str) -> Recipient<'_> {
    Recipient { number: Some(number), ..Recipient::default() }
}

fn zip(zip: &str) -> Recipient<'_> {
    Recipient { address: Some(Address { state: None, zip: Some(zip) }), ..Recipient::default() }
}

fn state(state: &str) -> Recipient<'_> {
    Recipient { address: Some(Address { state: Some(state), zip: None }), ..Recipient::default() }
}

fn outcome(instant: &str, recipient: &Recipient) -> Outcome {
    decide(at(instant), recipient, &StateRules::default()).outcome
}

#[track_caller]
fn allowed(instant: &str, recipient: &Recipient) {
    let outcome = outcome(instant, recipient);
    assert!(matches!(outcome, Outcome::Allowed { .. }), "{instant} {recipient:?}: {outcome:?}");
}

#[track_caller]
fn deferred(instant: &str, recipient: &Recipient, until: &str, reason: Reason) {
    assert_eq!(
        outcome(instant, recipient),
        Outcome::Deferred { until: Some(at(until)), reason },
        "{instant} {recipient:?}"
    );
}
