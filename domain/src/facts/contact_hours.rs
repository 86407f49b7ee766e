//! Hours and days at which a lead can be reached.

use super::reading::Reading;

/// First token, one past the last, the hour after which, the hour before which.
pub(super) type Hours = (usize, usize, Option<String>, Option<String>);

/// The hours named between two tokens; failing these, the part of the day.
pub(super) fn hours(reading: &Reading<'_>, from: usize, to: usize) -> Vec<Hours> {
    let mut found: Vec<Hours> = Vec::new();
    let mut at = from;
    while at < to {
        let next = hours_at(reading, at).filter(|hours| reading.is_free(at, hours.1));
        at = next.as_ref().map_or(at + 1, |hours| hours.1);
        found.extend(next);
    }
    if found.is_empty() {
        let day_part = |words: &[&str]| (from..to).find(|&i| reading.is(i, words));
        let time = |text: &str| Some(text.to_owned());
        if let Some(at) =
            day_part(&["morning", "mornings"]).filter(|&at| !reading.is(at.wrapping_sub(1), &["good"]))
        {
            found.push((at, at + 1, None, time("12:00")));
        } else if let Some(at) =
            day_part(&["afternoon", "afternoons"]).filter(|&at| !reading.is(at.wrapping_sub(1), &["good"]))
        {
            found.push((at, at + 1, time("12:00"), time("17:00")));
        } else if let Some(at) =
            day_part(&["evening", "evenings"]).filter(|&at| !reading.is(at.wrapping_sub(1), &["good"]))
        {
            found.push((at, at + 1, time("17:00"), None));
        }
    }
    found
}

fn hours_at(reading: &Reading<'_>, at: usize) -> Option<Hours> {
    let not = reading.is(at.wrapping_sub(1), &["not", "never", "nothing"])
        || reading.follows(at, &["dont call|text|phone|ring me?", "no calls|texts"]);
    if reading.is(at, &["after", "past", "from"]) || (reading.is(at, &["before", "until", "till"]) && not) {
        let (time, end) = clock(reading, at + 1, None)?;
        if let Some((until, last)) = span_end(reading, end) {
            return Some((at, last, Some(time), Some(until)));
        }
        // "Never after 8" is an end, "not before 10" a start.
        let is_start = !(not && reading.is(at, &["after", "past"]));
        return Some(if is_start {
            (at, end, Some(time), None)
        } else {
            (at, end, None, Some(late(reading, at + 1, time)))
        });
    }
    if reading.is(at, &["before", "until", "till", "by"]) {
        let (time, end) = clock(reading, at + 1, None)?;
        return Some((at, end, None, Some(time)));
    }
    let start = at + usize::from(reading.is(at, &["between"]));
    let (_, middle) = clock(reading, start, None)?;
    let (until, end) = span_end(reading, middle)?;
    let afternoon = reading.is(end.wrapping_sub(1), &["pm"]).then_some(true);
    let hour = reading.whole(start)?;
    let borrowed = afternoon
        .filter(|_| hour != 12 && reading.whole(middle + 1).is_some_and(|last| hour < last || last == 12));
    let (time, _) = clock(reading, start, borrowed)?;
    Some((at, end, Some(time), Some(until)))
}

fn span_end(reading: &Reading<'_>, at: usize) -> Option<(String, usize)> {
    let joined = reading.is(at, &["to", "and", "until", "till", "through"])
        || reading.mark(at) == Some('-')
        || reading.is(at, &["but"]);
    let before = at + 1 + usize::from(reading.is(at + 1, &["before"]));
    joined.then(|| clock(reading, before, None)).flatten()
}

/// "Not after 8" means the evening also without "pm".
fn late(reading: &Reading<'_>, at: usize, time: String) -> String {
    match reading.whole(at) {
        Some(hour @ 8..=11) if !reading.is(at + 1, &["am"]) => format!("{}:00", hour + 12),
        _ => time,
    }
}

/// A time of day: 1 to 7 without "am" is the afternoon, 8 to 11 the morning.
fn clock(reading: &Reading<'_>, at: usize, afternoon: Option<bool>) -> Option<(String, usize)> {
    if reading.is(at, &["noon", "midday", "lunch"]) {
        return Some(("12:00".to_owned(), at + 1));
    }
    let hour = reading.whole(at).filter(|hour| (0..24).contains(hour))?;
    let mut end = at + 1;
    let mut minute = 0;
    if reading.mark(end) == Some(':') {
        minute = reading.whole(end + 1).filter(|minute| (0..60).contains(minute))?;
        end += 2;
    }
    let suffix = reading.is(end, &["am", "pm", "a", "p"]).then(|| reading.is(end, &["pm", "p"]));
    end += usize::from(suffix.is_some());
    end += usize::from(reading.is(end, &["m"]) && suffix.is_some());
    let unit = [
        "day", "days", "week", "weeks", "month", "months", "bed", "beds", "bd", "br", "bath", "baths", "ba",
        "k", "minute", "minutes", "th", "st", "nd", "rd",
    ];
    if reading.is(end, &unit) || matches!(reading.mark(end), Some('/' | '%')) {
        return None;
    }
    let hour = match suffix.or(afternoon) {
        Some(true) if hour < 12 => hour + 12,
        Some(false) if hour == 12 => 0,
        None if (1..=7).contains(&hour) => hour + 12,
        _ => hour,
    };
    Some((format!("{hour:02}:{minute:02}"), end))
}

/// The days named between two tokens.
pub(super) fn days(reading: &Reading<'_>, from: usize, to: usize) -> Option<String> {
    const NAMES: [(&str, &[&str]); 9] = [
        ("weekdays", &["weekday", "weekdays"]),
        ("weekends", &["weekend", "weekends"]),
        ("monday", &["monday", "mondays", "mon"]),
        ("tuesday", &["tuesday", "tuesdays", "tues", "tue"]),
        ("wednesday", &["wednesday", "wednesdays", "wed"]),
        ("thursday", &["thursday", "thursdays", "thurs", "thu"]),
        ("friday", &["friday", "fridays", "fri"]),
        ("saturday", &["saturday", "saturdays", "sat"]),
        ("sunday", &["sunday", "sundays"]),
    ];
    let refused = |at: usize| {
        (reading.part_start(at)..at).any(|i| reading.is(i, &["not", "no", "except", "never", "cant", "dont"]))
    };
    if reading
        .find(from, to, &["during the week", "mon|monday -|to|through fri|friday", "work week"])
        .is_some()
    {
        return Some("weekdays".to_owned());
    }
    let named: Vec<&str> = NAMES
        .iter()
        .filter(|(_, words)| (from..to).any(|at| reading.is(at, words) && !refused(at)))
        .map(|(name, _)| *name)
        .collect();
    (!named.is_empty()).then(|| named.join(", "))
}
