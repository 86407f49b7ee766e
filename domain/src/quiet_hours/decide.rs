//! May this person be texted or called now, and if not, when?

use super::{EVERYWHERE, Place, Recipient, StateRules, Window};
use chrono::{DateTime, Days, Duration, LocalResult, NaiveDate, NaiveTime, TimeZone, Timelike, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

/// How far ahead the next allowed instant is looked for: two weeks hold every weekly pattern twice.
const HORIZON_DAYS: u64 = 14;

/// The answer, and what it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Whether now is a time to send.
    pub outcome: Outcome,
    /// The zones and states that were reckoned with.
    pub place: Place,
}

/// Whether now is a time to send.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "decision", rename_all = "snake_case")]
pub enum Outcome {
    /// Now is inside every window.
    Allowed {
        /// The instant at which the first window closes; nothing may leave a provider's queue after it.
        closes: DateTime<Utc>,
    },
    /// Now is not.
    Deferred {
        /// The first allowed instant; `None` when nobody can tell.
        until: Option<DateTime<Utc>>,
        /// What stands against it.
        reason: Reason,
    },
}

/// What stands against sending now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// It is before 08:00 or not before 20:00 where the person may be.
    Window,
    /// The account sends in a narrower window.
    AccountWindow,
    /// A state wants a narrower window.
    StateRule,
    /// Nothing tells which zone the person is in.
    UnknownZone,
}

impl Reason {
    /// The name under which the reason is recorded.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Window => "window",
            Self::AccountWindow => "account_window",
            Self::StateRule => "state_rule",
            Self::UnknownZone => "unknown_zone",
        }
    }
}

/// Decides for one recipient at one instant.
pub fn decide(instant: DateTime<Utc>, recipient: &Recipient, rules: &StateRules) -> Decision {
    let place = Place::of(recipient);
    let outcome = match open_until(instant, &place, rules) {
        Some(closes) => Outcome::Allowed { closes },
        None => Outcome::Deferred {
            until: next_opening(instant, &place, rules),
            reason: reason(instant, &place, rules),
        },
    };
    Decision { outcome, place }
}

/// The instant at which the first of the windows closes, if all are open.
fn open_until(instant: DateTime<Utc>, place: &Place, rules: &StateRules) -> Option<DateTime<Utc>> {
    let closings = place.zones.iter().map(|zone| {
        let (date, minute) = local(instant, *zone);
        let window = rules.window(&place.states, date).filter(|window| window.contains(minute))?;
        instant_of(*zone, date, window.closes)
    });
    closings.collect::<Option<Vec<_>>>()?.into_iter().min()
}

/// The first instant from now on at which all windows are open: it is one at which some window opens.
fn next_opening(instant: DateTime<Utc>, place: &Place, rules: &StateRules) -> Option<DateTime<Utc>> {
    let mut openings: Vec<_> = place
        .zones
        .iter()
        .flat_map(|zone| {
            let today = local(instant, *zone).0;
            (0..=HORIZON_DAYS).filter_map(move |n| {
                let date = today.checked_add_days(Days::new(n))?;
                instant_of(*zone, date, rules.window(&place.states, date)?.opens)
            })
        })
        .filter(|opening| *opening > instant)
        .collect();
    openings.sort_unstable();
    openings.into_iter().find(|opening| open_until(*opening, place, rules).is_some())
}

/// The most general rule that stands against sending.
fn reason(instant: DateTime<Utc>, place: &Place, rules: &StateRules) -> Reason {
    let inside = |window: Window| place.zones.iter().all(|zone| window.contains(local(instant, *zone).1));
    if place.zones.is_empty() {
        Reason::UnknownZone
    } else if !inside(EVERYWHERE) {
        Reason::Window
    } else if !rules.account.is_none_or(inside) {
        Reason::AccountWindow
    } else {
        Reason::StateRule
    }
}

/// The local date and the minute of the day.
fn local(instant: DateTime<Utc>, zone: Tz) -> (NaiveDate, u16) {
    let local = instant.with_timezone(&zone);
    (local.date_naive(), u16::try_from(local.num_seconds_from_midnight() / 60).unwrap_or(u16::MAX))
}

/// The instant of a local minute. One that the clocks skip is taken an hour later, one that comes twice the first time.
fn instant_of(zone: Tz, date: NaiveDate, minute: u16) -> Option<DateTime<Utc>> {
    let local = date.and_time(NaiveTime::MIN).checked_add_signed(Duration::minutes(minute.into()))?;
    let found = match zone.from_local_datetime(&local) {
        LocalResult::None => zone.from_local_datetime(&(local + Duration::hours(1))).earliest(),
        found => found.earliest(),
    };
    found.map(|instant| instant.to_utc())
}
