//! How long leads are kept while an account is active (policy section 8, P-55).
//!
//! Without a rule nothing is ever deleted. A rule says for one stage after how many months without anything happening
//! a lead is erased, and it never takes anybody before it has stood for [`NOTICE_MS`]. Instants are milliseconds since
//! 1970 UTC.

use crate::{Stage, closing::DAY_MS};
use chrono::{DateTime, Months};

/// How long a new or shorter rule stands before it deletes anybody, and how long before it a lead is announced.
pub const NOTICE_MS: i64 = 30 * DAY_MS;

/// The periods that can be chosen, in months.
pub const PERIODS: [u16; 7] = [6, 12, 24, 36, 60, 84, 120];

/// After how long the leads of a stage are erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Whom it is about.
    pub stage: Stage,
    /// Months without a message, a note or a change; one of [`PERIODS`].
    pub months: u16,
    /// Since when the account has it.
    pub since: i64,
}

impl Rule {
    /// When a lead with whom something happened last at `last` is erased. An instant that no calendar has is never.
    pub fn due_at(self, last: i64) -> Option<i64> {
        let last = DateTime::from_timestamp_millis(last)?;
        let due = last.checked_add_months(Months::new(self.months.into()))?;
        Some(due.timestamp_millis().max(self.since.saturating_add(NOTICE_MS)))
    }

    /// The rule that follows when `months` are chosen at `now`. One that gives a lead more time counts from when the
    /// old one did; one that gives less is announced anew.
    #[must_use]
    pub const fn changed(self, months: u16, now: i64) -> Self {
        let since = if months < self.months { now } else { self.since };
        Self { stage: self.stage, months, since }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(text: &str) -> i64 {
        text.parse::<DateTime<chrono::Utc>>().unwrap().timestamp_millis()
    }

    fn rule(months: u16, since: &str) -> Rule {
        Rule { stage: Stage::Lost, months, since: at(since) }
    }

    #[test]
    fn p55_a_lead_is_due_months_after_the_last_thing_and_never_before_the_notice() {
        let old = rule(12, "2020-01-01T00:00:00Z");
        for (last, due) in [
            ("2026-01-31T10:00:00Z", "2027-01-31T10:00:00Z"),
            ("2027-02-28T00:00:00Z", "2028-02-28T00:00:00Z"),
            ("2028-02-29T00:00:00Z", "2029-02-28T00:00:00Z"),
        ] {
            assert_eq!(old.due_at(at(last)), Some(at(due)), "{last}");
        }
        assert_eq!(
            rule(6, "2020-01-01T00:00:00Z").due_at(at("2026-08-31T00:00:00Z")),
            Some(at("2027-02-28T00:00:00Z"))
        );
        let new = rule(12, "2026-11-24T17:00:00Z");
        assert_eq!(new.due_at(at("2019-05-01T00:00:00Z")), Some(at("2026-12-24T17:00:00Z")));
        assert_eq!(new.due_at(i64::MAX), None);
    }

    #[test]
    fn p55_less_time_is_announced_anew_and_more_time_is_not() {
        let (old, now) = (rule(24, "2026-01-01T00:00:00Z"), at("2026-11-24T17:00:00Z"));
        assert_eq!(old.changed(12, now).since, now);
        assert_eq!(old.changed(24, now), old);
        assert_eq!(old.changed(36, now).since, old.since);
    }

    proptest! {
        #[test]
        fn p55_nobody_is_due_before_thirty_days_or_before_their_months(last in 0_i64..4_000_000_000_000, since in 0_i64..4_000_000_000_000, at in 0..PERIODS.len()) {
            let rule = Rule { stage: Stage::New, months: PERIODS[at], since };
            let due = rule.due_at(last).unwrap();
            prop_assert!(due >= since + NOTICE_MS);
            prop_assert!(due - last >= i64::from(rule.months) * 28 * DAY_MS);
        }
    }
}
