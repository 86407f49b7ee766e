//! How long a copy of a list may be used.

use crate::calendar::{Clock, Due, Received, due};
use chrono::NaiveDate;

/// Why a copy of a list cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unusable {
    /// Its day has not come.
    #[error("The date of the download lies in the future. Give the day on which you downloaded the file.")]
    Future,
    /// It is more than 31 days old (47 CFR 64.1200(c)(2)(i)(D)).
    #[error("This file was downloaded more than 31 days ago and proves nothing any more. Download it again.")]
    Old,
}

/// The last day on which a copy downloaded on `day` may be used: 31 days later.
pub fn last_good_day(day: NaiveDate) -> NaiveDate {
    match due(Clock::DncScrubLastValidDay, Received::On(day)) {
        Due::On(last) => last,
        Due::At(last) => last.date_naive(),
    }
}

/// Makes sure that a copy downloaded on `day` may be used on `today`; both are days where the realtor works.
pub fn check_download(day: NaiveDate, today: NaiveDate) -> Result<(), Unusable> {
    match () {
        () if day > today => Err(Unusable::Future),
        () if today > last_good_day(day) => Err(Unusable::Old),
        () => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn p48_a_copy_is_good_on_its_31st_day_and_not_on_the_next() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let cases = [
            ("2026-11-25", Err(Unusable::Future)),
            ("2026-11-24", Ok(())),
            ("2026-10-24", Ok(())),
            ("2026-10-23", Err(Unusable::Old)),
        ];
        for (downloaded, expected) in cases {
            assert_eq!(check_download(day(downloaded), day("2026-11-24")), expected, "{downloaded}");
        }
        assert_eq!(last_good_day(day("2026-10-24")), day("2026-11-24"));
    }
}
