//! How values are written for people.

#[cfg(feature = "ssr")]
mod moment;

use chrono::{DateTime, Utc};
#[cfg(feature = "ssr")]
pub use moment::{Zone, dated, minute, moment, when};

/// Cents as whole dollars: `$650,000`.
pub fn dollars(cents: i64) -> String {
    let digits = (cents / 100).abs().to_string();
    let mut out = String::with_capacity(digits.len() + 5);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    format!("{}${out}", if cents < 0 { "-" } else { "" })
}

/// A count with its noun: `1 lead`, `12 leads`.
pub fn count(n: u64, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}

/// An instant in UTC, as a machine reads it: for the `datetime` attribute.
pub fn machine(millis: i64) -> String {
    instant(millis).format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// A day: `Nov 23, 2026`.
pub fn day(millis: i64) -> String {
    instant(millis).format("%b %-d, %Y").to_string()
}

fn instant(millis: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(millis).unwrap_or_default()
}

/// `+15125550100` as `(512) 555-0100`; other numbers stay as they are.
pub fn phone(e164: &str) -> String {
    match e164.strip_prefix("+1") {
        Some(ten) if ten.len() == 10 => format!("({}) {}-{}", &ten[..3], &ten[3..6], &ten[6..]),
        _ => e164.to_owned(),
    }
}

/// The initials of a name, for its avatar.
pub fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter_map(|word| word.chars().next());
    let first = words.next();
    first.into_iter().chain(words.next_back()).flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_written_for_people() {
        assert_eq!(dollars(65_000_000), "$650,000");
        assert_eq!(dollars(99_900), "$999");
        assert_eq!(dollars(-123_456_700), "-$1,234,567");
        assert_eq!(count(1, "lead"), "1 lead");
        assert_eq!(count(0, "lead"), "0 leads");
        assert_eq!(phone("+15125550100"), "(512) 555-0100");
        assert_eq!(phone("+442079460000"), "+442079460000");
        assert_eq!(initials("Søren van Ågård"), "SÅ");
        assert_eq!(day(1_795_392_000_000), "Nov 23, 2026");
    }
}
