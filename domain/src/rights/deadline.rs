//! By when a request has to be confirmed and answered (rules B2.1, B2.2).

use super::{Kind, Law};
use crate::calendar::{Clock, Due, Received, due};
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

/// The last days of a request, in the zone of whoever answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deadlines {
    /// Last day to say that the request has arrived (11 CCR 7021(a)).
    pub confirm: Option<NaiveDate>,
    /// Last day to answer.
    pub answer: NaiveDate,
    /// Last day to answer once the person was told that it takes longer.
    pub extended: Option<NaiveDate>,
}

/// How close a date is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// More than a week.
    Calm,
    /// A week or less.
    Soon,
    /// A day or less.
    Now,
    /// It has passed.
    Overdue,
}

impl Urgency {
    /// How close `due` is on `today`.
    pub fn of(due: NaiveDate, today: NaiveDate) -> Self {
        match (due - today).num_days() {
            ..0 => Self::Overdue,
            0..=1 => Self::Now,
            2..=7 => Self::Soon,
            _ => Self::Calm,
        }
    }
}

/// The deadlines of a request of this kind that arrived at `received`. The local date there in `zone` is day 0, and
/// proving who one is stops no clock.
pub fn deadlines(kind: Kind, law: Law, received: DateTime<Utc>, zone: Tz) -> Deadlines {
    let on = |clock| match due(clock, Received::At { instant: received, zone }) {
        Due::On(day) => day,
        Due::At(instant) => instant.with_timezone(&zone).date_naive(),
    };
    let gdpr = Deadlines {
        confirm: None,
        answer: on(Clock::GdprRespond),
        extended: Some(on(Clock::GdprRespondExtended)),
    };
    let ccpa = match kind {
        // An opt-out is not confirmed and cannot be put off; it is done within 15 business days (11 CCR 7026(f)).
        Kind::SaleOptOut | Kind::Objection => {
            Deadlines { confirm: None, answer: on(Clock::CcpaOptoutSale), extended: None }
        }
        _ => Deadlines {
            confirm: Some(on(Clock::CcpaConfirm)),
            answer: on(Clock::CcpaRespond),
            extended: Some(on(Clock::CcpaRespondExtended)),
        },
    };
    match law {
        Law::Gdpr => gdpr,
        Law::Ccpa => ccpa,
        Law::Strictest => Deadlines {
            confirm: ccpa.confirm,
            answer: gdpr.answer.min(ccpa.answer),
            extended: gdpr.extended.zip(ccpa.extended).map(|(a, b)| a.min(b)),
        },
    }
}

/// Whether a request may still be extended on `today`: the person has to be told within the first term.
pub fn can_extend(deadlines: &Deadlines, today: NaiveDate) -> bool {
    deadlines.extended.is_some() && today <= deadlines.answer
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn at_noon(day: &str) -> DateTime<Utc> {
        format!("{day}T18:00:00Z").parse().unwrap()
    }

    const ZONE: Tz = chrono_tz::America::Chicago;

    /// The vectors of rules B2.2.
    #[test]
    fn p64_requests_are_due_when_the_law_says() {
        let ccpa = |day| deadlines(Kind::Access, Law::Ccpa, at_noon(day), ZONE);
        assert_eq!(ccpa("2026-11-24").confirm, Some(on("2026-12-09")), "Thanksgiving is no business day");
        assert_eq!(ccpa("2026-12-18").confirm, Some(on("2027-01-05")), "nor are Christmas and New Year");
        assert_eq!(ccpa("2027-01-31").answer, on("2027-03-17"));
        assert_eq!(ccpa("2027-01-31").extended, Some(on("2027-05-01")));
        let gdpr = deadlines(Kind::Access, Law::Gdpr, at_noon("2027-01-31"), ZONE);
        assert_eq!((gdpr.answer, gdpr.extended), (on("2027-02-28"), Some(on("2027-04-30"))));
        let strict = deadlines(Kind::Access, Law::Strictest, at_noon("2027-01-31"), ZONE);
        assert_eq!((strict.answer, strict.extended), (on("2027-02-28"), Some(on("2027-04-30"))));
        assert_eq!(strict.confirm, Some(on("2027-02-12")));
    }

    #[test]
    fn p64_a_leap_day_and_the_local_date_count() {
        let leap = deadlines(Kind::Erasure, Law::Gdpr, at_noon("2028-01-31"), ZONE);
        assert_eq!(leap.answer, on("2028-02-29"));
        let late_evening = "2026-11-25T04:30:00Z".parse().unwrap();
        let texan = deadlines(Kind::Access, Law::Ccpa, late_evening, ZONE);
        assert_eq!(texan.confirm, Some(on("2026-12-09")), "still the 24th in Chicago");
    }

    #[test]
    fn p64_an_opt_out_cannot_be_put_off() {
        let opt_out = deadlines(Kind::SaleOptOut, Law::Ccpa, at_noon("2026-12-31"), ZONE);
        assert_eq!((opt_out.answer, opt_out.extended), (on("2027-01-25"), None));
        assert!(!can_extend(&opt_out, on("2027-01-02")));
    }

    #[test]
    fn p64_notice_of_an_extension_is_given_within_the_first_term() {
        let gdpr = deadlines(Kind::Access, Law::Gdpr, at_noon("2027-01-31"), ZONE);
        assert!(can_extend(&gdpr, on("2027-02-28")));
        assert!(!can_extend(&gdpr, on("2027-03-01")));
    }

    #[test]
    fn dates_come_closer() {
        let due = on("2027-02-28");
        for (today, urgency) in [
            ("2027-02-20", Urgency::Calm),
            ("2027-02-21", Urgency::Soon),
            ("2027-02-27", Urgency::Now),
            ("2027-02-28", Urgency::Now),
            ("2027-03-01", Urgency::Overdue),
        ] {
            assert_eq!(Urgency::of(due, on(today)), urgency, "{today}");
        }
    }
}
