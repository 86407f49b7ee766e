//! How moments are written where a realtor works.

use chrono::{DateTime, TimeZone, Utc};
use std::fmt::Display;

/// A zone whose times can be written.
pub trait Zone: TimeZone<Offset: Display> + Copy {}
impl<Z: TimeZone<Offset: Display> + Copy> Zone for Z {}

/// An instant, in milliseconds since 1970 UTC, in a zone and a pattern of chrono.
pub fn when(millis: i64, zone: impl Zone, pattern: &str) -> String {
    DateTime::from_timestamp_millis(millis)
        .unwrap_or_default()
        .with_timezone(&zone)
        .format(pattern)
        .to_string()
}

/// `Nov 23, 9:12 AM`: of what is going on now.
pub fn moment(millis: i64, zone: impl Zone) -> String {
    when(millis, zone, "%b %-d, %-I:%M %p")
}

/// `Nov 23, 2026, 9:12 AM`: a record of proof names the year.
pub fn dated(millis: i64, zone: impl Zone) -> String {
    when(millis, zone, "%b %-d, %Y, %-I:%M %p")
}

/// `Nov 25, 2026, 17:00 UTC`: where nobody's zone is known, or several people read it.
pub fn minute(millis: i64) -> String {
    when(millis, Utc, "%b %-d, %Y, %H:%M UTC")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_written_in_their_zone() {
        let austin: chrono::FixedOffset = "-06:00".parse().unwrap();
        assert_eq!(moment(1_795_392_000_000, Utc), "Nov 23, 12:00 AM");
        assert_eq!(moment(1_795_392_000_000, austin), "Nov 22, 6:00 PM");
        assert_eq!(dated(1_795_392_000_000, austin), "Nov 22, 2026, 6:00 PM");
        assert_eq!(dated(240_000, Utc), "Jan 1, 1970, 12:04 AM");
        assert_eq!(minute(1_795_392_000_000), "Nov 23, 2026, 00:00 UTC");
    }
}
