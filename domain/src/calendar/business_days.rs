//! Counting in working days and in months.

use super::holiday_observed_on;
use chrono::{Datelike, Months, NaiveDate, Weekday};

/// Whether `date` is a business day: no Saturday, no Sunday, no observed federal holiday (47 CFR 64.1200(a)(10)).
pub fn is_business_day(date: NaiveDate) -> bool {
    !matches!(date.weekday(), Weekday::Sat | Weekday::Sun) && holiday_observed_on(date).is_none()
}

/// The `count`th business day after `start`; `start` itself is day 0 and may be any day.
pub fn add_business_days(start: NaiveDate, count: usize) -> NaiveDate {
    match count.checked_sub(1) {
        None => start,
        Some(skip) => {
            start.iter_days().skip(1).filter(|day| is_business_day(*day)).nth(skip).unwrap_or(NaiveDate::MAX)
        }
    }
}

/// The same day of the month `count` months later, or the last day of that month when it is shorter.
pub fn add_months(start: NaiveDate, count: u32) -> NaiveDate {
    start.checked_add_months(Months::new(count)).unwrap_or(NaiveDate::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn business_days_skip_weekends_and_holidays() {
        for (start, count, expected) in [
            ("2026-11-24", 10, "2026-12-09"), // Thanksgiving
            ("2026-12-18", 10, "2027-01-05"), // Christmas and New Year
            ("2026-07-01", 2, "2026-07-06"),  // the fourth is a Saturday, observed on Friday
            ("2027-12-30", 1, "2028-01-03"),  // New Year's Day 2028 is observed on 31 December
            ("2026-11-21", 1, "2026-11-23"),  // from a Saturday
            ("2026-11-21", 0, "2026-11-21"),
        ] {
            assert_eq!(add_business_days(day(start), count), day(expected), "{start} + {count}");
        }
    }

    #[test]
    fn months_are_cut_at_the_months_end() {
        for (start, count, expected) in [
            ("2027-01-31", 1, "2027-02-28"),
            ("2028-01-31", 1, "2028-02-29"),
            ("2028-02-29", 12, "2029-02-28"),
            ("2026-11-30", 3, "2027-02-28"),
            ("2026-12-15", 1, "2027-01-15"),
        ] {
            assert_eq!(add_months(day(start), count), day(expected), "{start} + {count}");
        }
    }

    #[test]
    fn the_end_of_time_is_no_panic() {
        assert_eq!(add_business_days(NaiveDate::MAX, 3), NaiveDate::MAX);
        assert_eq!(add_months(NaiveDate::MAX, 3), NaiveDate::MAX);
    }

    proptest! {
        #[test]
        fn exactly_count_business_days_lie_between(offset in 0_i64..8000, count in 1_usize..40) {
            let start = day("2024-01-01") + chrono::Duration::days(offset);
            let end = add_business_days(start, count);
            prop_assert!(is_business_day(end));
            let between = start.iter_days().skip(1).take_while(|d| *d <= end).filter(|d| is_business_day(*d)).count();
            prop_assert_eq!(between, count);
        }
    }
}
