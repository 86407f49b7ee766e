//! Phrases and cells, read on Wednesday 2027-02-10.

use super::*;
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn check(today: &str, rows: &[(&str, &str, &str)]) {
    for (text, from, to) in rows {
        let to = (!to.is_empty()).then(|| day(to));
        assert_eq!(parse(text, day(today)), Some(Timeline { from: day(from), to }), "{text}");
    }
}

#[test]
fn lengths_of_time() {
    check(
        "2027-02-10",
        &[
            ("ASAP", "2027-02-10", "2027-03-12"),
            ("right away please", "2027-02-10", "2027-03-12"),
            ("0-3 Months", "2027-02-10", "2027-05-10"),
            ("3 to 6 months", "2027-05-10", "2027-08-10"),
            ("6-9 mo out", "2027-08-10", "2027-11-10"),
            ("12+ Months", "2028-02-10", ""),
            ("1 year+", "2028-02-10", ""),
            ("at least 6 months", "2027-08-10", ""),
            ("within 45 days", "2027-02-10", "2027-03-27"),
            ("in the next couple of months", "2027-02-10", "2027-04-10"),
            ("in about four months", "2027-05-26", "2027-06-25"),
            ("6 months", "2027-07-26", "2027-08-25"),
            ("in 3 weeks", "2027-02-24", "2027-03-10"),
            ("two months from now", "2027-03-26", "2027-04-25"),
            ("6 months to a year", "2027-08-10", "2028-02-10"),
            ("a year or two", "2028-02-10", "2029-02-10"),
            ("lease is up in 2 months", "2027-02-10", "2027-04-10"),
        ],
    );
}

#[test]
fn months_are_cut_at_the_end_of_the_month() {
    check("2027-01-31", &[("within a month", "2027-01-31", "2027-02-28")]);
}

#[test]
fn named_times() {
    check(
        "2027-02-10",
        &[
            ("next spring", "2027-03-01", "2027-05-31"),
            ("this winter", "2026-12-01", "2027-02-28"),
            ("next winter", "2027-12-01", "2028-02-29"),
            ("summer of 2028", "2028-06-01", "2028-08-31"),
            ("in July", "2027-07-01", "2027-07-31"),
            ("January", "2028-01-01", "2028-01-31"),
            ("early May", "2027-05-01", "2027-05-10"),
            ("mid-June", "2027-06-11", "2027-06-20"),
            ("late Feb", "2027-02-21", "2027-02-28"),
            ("second week of April", "2027-04-08", "2027-04-14"),
            ("March or April", "2027-03-01", "2027-04-30"),
            ("next year", "2028-01-01", "2028-12-31"),
            ("early next year", "2028-01-01", "2028-04-30"),
            ("first half of next year", "2028-01-01", "2028-06-30"),
            ("Q3", "2027-07-01", "2027-09-30"),
            ("next month", "2027-03-01", "2027-03-31"),
            ("May 3rd", "2027-05-03", "2027-05-03"),
            ("3/15/2027", "2027-03-15", "2027-03-15"),
            ("2027-04-01", "2027-04-01", "2027-04-01"),
            ("2028", "2028-01-01", "2028-12-31"),
        ],
    );
}

#[test]
fn deadlines_and_starts() {
    check(
        "2027-02-10",
        &[
            ("by end of March", "2027-02-10", "2027-03-31"),
            ("before June", "2027-02-10", "2027-05-31"),
            ("no later than April 20", "2027-02-10", "2027-04-20"),
            ("August 5 at the latest", "2027-02-10", "2027-08-05"),
            ("our lease ends May 31", "2027-02-10", "2027-05-31"),
            ("end of year", "2027-02-10", "2027-12-31"),
            ("by the 20th", "2027-02-10", "2027-02-20"),
            ("after July", "2027-08-01", ""),
            ("not before October 1", "2027-10-01", ""),
            ("not before May", "2027-05-01", ""),
            ("not until June", "2027-06-01", ""),
            ("not till next summer", "2027-06-01", ""),
            ("no sooner than May", "2027-05-01", ""),
            ("starting in June", "2027-06-01", ""),
            ("June or later", "2027-06-01", ""),
            ("we can't move until June", "2027-06-01", ""),
            ("not ready to buy before spring", "2027-03-01", ""),
            ("we don't need to move before May", "2027-05-01", ""),
            ("can't wait until June", "2027-02-10", "2027-06-30"),
            ("won't be able to buy until next year", "2028-01-01", ""),
            ("can't be out before June", "2027-06-01", ""),
            ("not going to wait until June", "2027-02-10", "2027-06-30"),
            ("won't move until after June", "2027-07-01", ""),
            ("after the new year", "2028-01-01", ""),
            ("around April 12", "2027-04-05", "2027-04-19"),
            ("by Thanksgiving", "2027-02-10", "2027-11-25"),
        ],
    );
}

#[test]
fn no_time_at_all() {
    for text in [
        "No Plans",
        "just looking",
        "unknown",
        "",
        "n/a",
        "we may be interested",
        "Winter Park",
        "4/3",
        "6 month lease",
    ] {
        assert_eq!(parse(text, day("2027-02-10")), None, "{text}");
    }
}

proptest! {
    #[test]
    fn never_panics_and_never_ends_before_it_begins(text in ".{0,60}", offset in 0_i64..4000) {
        let today = day("2024-01-01") + chrono::Duration::days(offset);
        if let Some(Timeline { from, to: Some(to) }) = parse(&text, today) {
            prop_assert!(from <= to);
        }
    }
}
