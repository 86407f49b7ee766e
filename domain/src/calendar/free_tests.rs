use super::*;
use chrono_tz::America::{Chicago, New_York};

fn utc(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// `Mon 09:00-11:30` in Chicago, as local date and times.
fn at(date: &str, from: &str, to: &str) -> Interval {
    let local = |time: &str| {
        let naive = format!("{date}T{time}:00").parse::<chrono::NaiveDateTime>().unwrap();
        Chicago.from_local_datetime(&naive).earliest().unwrap().with_timezone(&Utc)
    };
    Interval { start: local(from), end: local(to) }
}

fn shown(intervals: &[Interval]) -> Vec<String> {
    let time = |at: DateTime<Utc>| at.with_timezone(&Chicago).format("%H:%M").to_string();
    intervals.iter().map(|it| format!("{}-{}", time(it.start), time(it.end))).collect()
}

/// Friday, 27 November 2026, before dawn in Chicago.
const FRIDAY: &str = "2026-11-27T10:00:00Z";

/// Busy times, and what is free.
type Case<'a> = (&'a [(&'a str, &'a str)], &'a [&'a str]);

#[test]
fn p22_free_times_are_working_hours_without_busy_times() {
    let day = "2026-11-27";
    let cases: &[Case<'_>] = &[
        (&[], &["09:00-18:00"]),
        (&[("10:00", "11:00")], &["09:00-10:00", "11:00-18:00"]),
        // Overlapping, inside of one another, touching, out of order.
        (&[("12:00", "14:00"), ("10:00", "13:00")], &["09:00-10:00", "14:00-18:00"]),
        (&[("10:00", "16:00"), ("11:00", "12:00")], &["09:00-10:00", "16:00-18:00"]),
        (&[("10:00", "11:00"), ("11:00", "12:00")], &["09:00-10:00", "12:00-18:00"]),
        // Outside of working hours, over their edges, all day.
        (&[("06:00", "08:00"), ("19:00", "20:00")], &["09:00-18:00"]),
        (&[("07:00", "09:30"), ("17:45", "22:00")], &["09:30-17:45"]),
        (&[("00:00", "23:59")], &[]),
        (&[("11:00", "11:00"), ("15:00", "14:00")], &["09:00-18:00"]),
    ];
    for (busy, expected) in cases {
        let busy: Vec<_> = busy.iter().map(|(from, to)| at(day, from, to)).collect();
        let found = days(&busy, utc(FRIDAY), Chicago, 1);
        assert_eq!(shown(&found[0].free), *expected, "{busy:?}");
    }
}

#[test]
fn p22_an_event_over_several_days_is_busy_on_each_and_sundays_are_never_free() {
    // All day from Saturday to the end of Monday.
    let busy = [Interval {
        start: at("2026-11-28", "00:00", "01:00").start,
        end: at("2026-12-01", "00:00", "01:00").start,
    }];
    let found = days(&busy, utc(FRIDAY), Chicago, 5);
    let free: Vec<_> = found.iter().map(|day| shown(&day.free).len()).collect();
    assert_eq!(free, [1, 0, 0, 0, 1]);
    assert_eq!(found[1].busy.len(), 1);
    assert_eq!(found[1].busy[0].end - found[1].busy[0].start, Duration::hours(24), "cut at midnight");
    let empty = days(&[], utc(FRIDAY), Chicago, 3);
    assert_eq!(
        empty.iter().map(|day| day.free.len()).collect::<Vec<_>>(),
        [1, 1, 0],
        "Friday, Saturday, Sunday"
    );
}

#[test]
fn p22_days_on_which_clocks_change_are_as_long_as_they_are() {
    for (date, now, hours, first) in [
        ("2026-11-01", "2026-11-01T06:00:00Z", 25, "2026-11-02T15:00:00Z"),
        ("2027-03-14", "2027-03-14T07:00:00Z", 23, "2027-03-15T14:00:00Z"),
    ] {
        let now = utc(now);
        let all_day = Interval { start: now - Duration::days(1), end: now + Duration::days(3) };
        let found = days(&[all_day], now, Chicago, 2);
        assert_eq!(found[0].date.to_string(), date);
        assert_eq!(found[0].busy[0].end - found[0].busy[0].start, Duration::hours(hours), "{date}");
        // Sunday itself is no working day; on Monday work begins at nine as the clock then shows it.
        assert_eq!(offers(&[], now, Chicago).first(), Some(&utc(first)), "{date}");
    }
    // The Saturday before is offered in the old time, the Monday after in the new one.
    let words = offered_words(&offers(&[], utc("2026-10-31T12:00:00Z"), Chicago), Chicago);
    assert_eq!(
        words,
        "I am free Sat Oct 31 at 9:00 AM, Mon Nov 2 at 9:00 AM or Tue Nov 3 at 9:00 AM CDT/CST."
    );
}

#[test]
fn p22_times_are_offered_on_several_days_and_with_two_hours_notice() {
    // Friday at 10:10: the first half hour after 12:10 is 12:30.
    let now = at("2026-11-27", "10:10", "11:00").start;
    let words = |busy: &[Interval]| offered_words(&offers(busy, now, Chicago), Chicago);
    assert_eq!(
        words(&[]),
        "I am free Fri Nov 27 at 12:30 PM, Sat Nov 28 at 9:00 AM or Mon Nov 30 at 9:00 AM CST."
    );
    // An hour has to be free: 45 minutes are not enough.
    let busy = [at("2026-11-27", "13:15", "18:00"), at("2026-11-28", "00:00", "23:59")];
    assert_eq!(
        words(&busy),
        "I am free Mon Nov 30 at 9:00 AM, Tue Dec 1 at 9:00 AM or Wed Dec 2 at 9:00 AM CST."
    );
    // Late in the day nothing of today is left.
    let evening = at("2026-11-27", "16:30", "17:00").start;
    assert_eq!(offers(&[], evening, Chicago).first(), Some(&at("2026-11-28", "09:00", "10:00").start));
}

#[test]
fn p22_one_free_day_gives_times_that_are_apart_and_no_free_day_none() {
    let now = utc(FRIDAY);
    let end = at("2026-12-20", "00:00", "01:00").start;
    let but_friday = Interval { start: at("2026-11-27", "18:00", "19:00").start, end };
    let words = offered_words(&offers(&[but_friday], now, Chicago), Chicago);
    assert_eq!(
        words,
        "I am free Fri Nov 27 at 9:00 AM, Fri Nov 27 at 10:00 AM or Fri Nov 27 at 11:00 AM CST."
    );
    let morning = at("2026-11-27", "10:30", "19:00");
    let one = offered_words(&offers(&[morning, but_friday], now, Chicago), Chicago);
    assert_eq!(one, "I am free Fri Nov 27 at 9:00 AM CST.");
    let never = Interval { start: now - Duration::days(1), end };
    assert!(offers(&[never], now, Chicago).is_empty());
    assert_eq!(offered_words(&[], Chicago), "");
}

#[test]
fn p22_the_zone_of_the_account_counts() {
    let now = utc(FRIDAY);
    assert_eq!(offers(&[], now, New_York)[0], utc("2026-11-27T14:00:00Z"));
    assert_eq!(offers(&[], now, Chicago)[0], utc("2026-11-27T15:00:00Z"));
}
