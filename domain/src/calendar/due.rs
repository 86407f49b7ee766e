//! From the receipt of something to the last moment at which the answer is in time.

use super::{Clock, Rule, add_business_days, add_months};
use chrono::{DateTime, Days, Duration, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;

/// When something arrived. The local date of receipt is day 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Received {
    /// A local date.
    On(NaiveDate),
    /// An instant, and the zone whose date counts.
    At {
        /// The instant.
        instant: DateTime<Utc>,
        /// The zone of the person or office that received it.
        zone: Tz,
    },
}

impl Received {
    fn date(self) -> NaiveDate {
        match self {
            Self::On(date) => date,
            Self::At { instant, zone } => instant.with_timezone(&zone).date_naive(),
        }
    }

    /// Of a bare date only the start is certain: the strict reading, since clocks in hours run from there.
    fn instant(self) -> DateTime<Utc> {
        match self {
            Self::On(date) => date.and_time(NaiveTime::MIN).and_utc(),
            Self::At { instant, .. } => instant,
        }
    }
}

/// The last moment at which an act is in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// The last local date.
    On(NaiveDate),
    /// The last instant.
    At(DateTime<Utc>),
}

/// The last moment at which the act that `clock` times is in time.
///
/// Days and months run on over weekends: no extension when the last day is no working day (the strict reading).
pub fn due(clock: Clock, received: Received) -> Due {
    let after =
        |span| Due::At(received.instant().checked_add_signed(span).unwrap_or(DateTime::<Utc>::MAX_UTC));
    let start = received.date();
    match clock.rule() {
        Rule::BusinessDays(n) => Due::On(add_business_days(start, n.into())),
        Rule::CalendarDays(n) => {
            Due::On(start.checked_add_days(Days::new(n.into())).unwrap_or(NaiveDate::MAX))
        }
        Rule::Months(n) => Due::On(add_months(start, n.into())),
        Rule::Hours(n) => after(Duration::hours(n.into())),
        Rule::Minutes(n) => after(Duration::minutes(n.into())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// The vectors of rules.md B2.2, and one per remaining way of counting.
    #[test]
    fn dates() {
        for (clock, received, expected) in [
            (Clock::TcpaRevocation, "2026-11-24", "2026-12-09"),
            (Clock::CanspamOptout, "2026-12-18", "2027-01-05"),
            (Clock::GdprRespond, "2027-01-31", "2027-02-28"),
            (Clock::GdprRespondExtended, "2027-01-31", "2027-04-30"),
            (Clock::CcpaRespond, "2027-01-31", "2027-03-17"),
            (Clock::CcpaRespondExtended, "2027-01-31", "2027-05-01"),
            (Clock::CcpaOptoutSale, "2026-12-31", "2027-01-25"),
            (Clock::CcpaNoReaskUntil, "2028-02-29", "2029-02-28"),
            (Clock::EbrInquiryEnd, "2026-11-30", "2027-02-28"),
            (Clock::EbrTransactionEnd, "2026-08-31", "2028-02-29"),
            (Clock::DncScrubLastValidDay, "2028-02-01", "2028-03-03"),
            (Clock::CompanyDncRecordEnd, "2028-02-29", "2033-02-28"),
            (Clock::AccountPurge, "2027-02-01", "2027-03-03"),
            (Clock::BackupGone, "2026-12-01", "2027-03-01"),
        ] {
            assert_eq!(due(clock, Received::On(on(received))), Due::On(on(expected)), "{clock:?} {received}");
        }
    }

    #[test]
    fn the_local_date_of_receipt_is_day_zero() {
        let instant = "2026-11-25T02:00:00Z".parse().unwrap();
        let at = |zone| due(Clock::TcpaRevocation, Received::At { instant, zone });
        assert_eq!(at(chrono_tz::America::Denver), Due::On(on("2026-12-09")), "still 24 November there");
        assert_eq!(at(Tz::UTC), Due::On(on("2026-12-10")));
    }

    #[test]
    fn hours_and_minutes_run_from_the_instant() {
        let received = Received::At {
            instant: "2027-03-14T06:30:00Z".parse().unwrap(),
            zone: chrono_tz::America::New_York,
        };
        let at = |text: &str| Due::At(text.parse().unwrap());
        assert_eq!(
            due(Clock::GdprBreachNotice, received),
            at("2027-03-17T06:30:00Z"),
            "whatever the clocks on the wall do"
        );
        assert_eq!(due(Clock::StopConfirmation, received), at("2027-03-14T06:35:00Z"));
        assert_eq!(due(Clock::GdprBreachNotice, Received::On(on("2027-03-14"))), at("2027-03-17T00:00:00Z"));
    }
}
