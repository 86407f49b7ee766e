//! The public holidays of the United States (5 USC 6103), computed for any year.

use chrono::{Datelike, NaiveDate, Weekday};

/// When a holiday falls.
enum On {
    /// The same day each year.
    Day(u32, u32),
    /// The nth weekday of a month, counted from 1.
    Nth(u32, Weekday, u8),
    /// The last weekday of a month.
    Last(u32, Weekday),
}

const HOLIDAYS: [(&str, On); 11] = [
    ("New Year's Day", On::Day(1, 1)),
    ("Birthday of Martin Luther King, Jr.", On::Nth(1, Weekday::Mon, 3)),
    ("Washington's Birthday", On::Nth(2, Weekday::Mon, 3)),
    ("Memorial Day", On::Last(5, Weekday::Mon)),
    ("Juneteenth", On::Day(6, 19)),
    ("Independence Day", On::Day(7, 4)),
    ("Labor Day", On::Nth(9, Weekday::Mon, 1)),
    ("Columbus Day", On::Nth(10, Weekday::Mon, 2)),
    ("Veterans Day", On::Day(11, 11)),
    ("Thanksgiving Day", On::Nth(11, Weekday::Thu, 4)),
    ("Christmas Day", On::Day(12, 25)),
];

/// The name of the federal holiday that is observed on `date`, if any.
///
/// A holiday on a Saturday is observed on the Friday before, one on a Sunday on the Monday after.
pub fn holiday_observed_on(date: NaiveDate) -> Option<&'static str> {
    // New Year's Day on a Saturday is observed in the year before.
    [date.year(), date.year() + 1].into_iter().find_map(|year| {
        HOLIDAYS.iter().find(|(_, on)| observed(on, year) == Some(date)).map(|(name, _)| *name)
    })
}

fn observed(on: &On, year: i32) -> Option<NaiveDate> {
    let day = match *on {
        On::Day(month, day) => NaiveDate::from_ymd_opt(year, month, day)?,
        On::Nth(month, weekday, n) => NaiveDate::from_weekday_of_month_opt(year, month, weekday, n)?,
        On::Last(month, weekday) => NaiveDate::from_weekday_of_month_opt(year, month, weekday, 5)
            .or_else(|| NaiveDate::from_weekday_of_month_opt(year, month, weekday, 4))?,
    };
    match day.weekday() {
        Weekday::Sat => day.pred_opt(),
        Weekday::Sun => day.succ_opt(),
        _ => Some(day),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(date: &str) -> Option<&'static str> {
        holiday_observed_on(date.parse().unwrap())
    }

    #[test]
    fn known_years() {
        for (date, expected) in [
            ("2026-01-01", "New Year's Day"),
            ("2026-01-19", "Birthday of Martin Luther King, Jr."),
            ("2026-02-16", "Washington's Birthday"),
            ("2026-05-25", "Memorial Day"),
            ("2027-05-31", "Memorial Day"),
            ("2026-06-19", "Juneteenth"),
            ("2026-09-07", "Labor Day"),
            ("2026-10-12", "Columbus Day"),
            ("2026-11-11", "Veterans Day"),
            ("2026-11-26", "Thanksgiving Day"),
            ("2028-11-23", "Thanksgiving Day"),
            ("2026-12-25", "Christmas Day"),
        ] {
            assert_eq!(name(date), Some(expected), "{date}");
        }
    }

    #[test]
    fn weekend_holidays_move() {
        assert_eq!(name("2026-07-03"), Some("Independence Day"));
        assert_eq!(name("2026-07-04"), None);
        assert_eq!(name("2027-07-05"), Some("Independence Day"));
        assert_eq!(name("2027-06-18"), Some("Juneteenth"));
        assert_eq!(name("2027-12-24"), Some("Christmas Day"));
        assert_eq!(name("2027-12-31"), Some("New Year's Day"), "observed in the year before");
        assert_eq!(name("2028-01-01"), None);
    }

    #[test]
    fn eleven_observed_days_per_holiday_year() {
        // 2025 to 2035 holds 2028 and 2034, whose New Year's Days are observed in 2027 and 2033.
        let first = NaiveDate::from_ymd_opt(2025, 1, 1).unwrap();
        let found =
            first.iter_days().take_while(|d| d.year() <= 2035).filter(|d| holiday_observed_on(*d).is_some());
        assert_eq!(found.count(), 11 * 11);
    }
}
