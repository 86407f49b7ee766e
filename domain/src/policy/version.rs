//! Every wording of the policy that was ever published. A new wording is a new entry with a new date; old ones stay,
//! because people have accepted them (P-69).

use super::{CURRENT_VERSION, TEXT};
use chrono::NaiveDate;

/// A published wording.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Version {
    /// The day from which it applies (RFC 3339 date); its name in addresses and in the database.
    pub id: &'static str,
    /// The wording.
    pub text: &'static str,
    /// The SHA-256 of the wording, in hexadecimal digits. A test computes it again: a text cannot change quietly.
    pub sha256: &'static str,
    /// Whether it changes what people agreed to. Continued use is no consent to that (GDPR art. 7; tension T9): each
    /// member accepts it before going on.
    pub material: bool,
    /// What is different from the version before, in plain words.
    pub changes: &'static [&'static str],
    /// The stable names of the purposes that it adds. They stay off for everybody who has not accepted it.
    pub new_purposes: &'static [&'static str],
}

/// Every version, the oldest first.
pub const VERSIONS: &[Version] = &[Version {
    id: CURRENT_VERSION,
    text: TEXT,
    sha256: "f0241f12faa0b378a191d9efd7f397150b948c62c1c5e8f933dc28b9d4356ff9",
    material: false,
    changes: &[],
    new_purposes: &[],
}];

/// The version in force on a day: the newest that applies by then, or the first.
pub fn in_force(versions: &'static [Version], day: NaiveDate) -> &'static Version {
    let day = day.to_string();
    let newest = versions.iter().rfind(|version| *version.id <= *day);
    newest.or(versions.first()).unwrap_or(&VERSIONS[0])
}

/// The version that somebody must accept before going on: the one in force, when a material version came into force after
/// the one that they `accepted`.
pub fn to_accept(versions: &'static [Version], accepted: &str, day: NaiveDate) -> Option<&'static Version> {
    let now = in_force(versions, day);
    let is_open = |version: &&Version| version.material && version.id > accepted && version.id <= now.id;
    versions.iter().any(|version| is_open(&version)).then_some(now)
}

/// Whether a purpose is covered by the version that somebody accepted: it is new in no later version (tension T9).
pub fn is_covered(versions: &'static [Version], accepted: &str, purpose: &str) -> bool {
    versions.iter().all(|version| version.id <= accepted || !version.new_purposes.contains(&purpose))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::{Block, outline};

    const fn version(id: &'static str, material: bool, new_purposes: &'static [&'static str]) -> Version {
        Version { id, text: "", sha256: "", material, changes: &[], new_purposes }
    }

    const SOME: &[Version] = &[
        version("2026-04-01", false, &[]),
        version("2026-10-01", true, &["insights"]),
        version("2026-11-01", false, &[]),
        version("2027-01-01", true, &[]),
    ];

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn p69_versions_are_in_order_of_their_dates_and_each_text_bears_its_own() {
        assert!(VERSIONS.is_sorted_by(|a, b| a.id < b.id));
        assert_eq!(VERSIONS.last().unwrap().id, CURRENT_VERSION);
        for version in VERSIONS {
            let updated = outline(version.text).into_iter().find_map(|block| match block {
                Block::Updated(line) => line.strip_prefix("Last Updated: "),
                _ => None,
            });
            let written = NaiveDate::parse_from_str(updated.unwrap(), "%B %d, %Y").unwrap();
            assert_eq!(written.to_string(), version.id);
        }
        for pair in VERSIONS.windows(2) {
            assert!(!pair[1].changes.is_empty(), "{}: say what changed", pair[1].id);
        }
    }

    #[test]
    fn p69_a_version_applies_from_its_day() {
        for (on, expected) in [
            ("2020-01-01", "2026-04-01"),
            ("2026-09-30", "2026-04-01"),
            ("2026-10-01", "2026-10-01"),
            ("2026-12-31", "2026-11-01"),
            ("2027-01-01", "2027-01-01"),
        ] {
            assert_eq!(in_force(SOME, day(on)).id, expected, "{on}");
        }
    }

    #[test]
    fn p69_a_material_version_asks_everybody_who_accepted_an_older_one() {
        let cases = [
            ("2026-04-01", "2026-09-30", None),
            ("2026-04-01", "2026-10-01", Some("2026-10-01")),
            ("2026-04-01", "2026-12-01", Some("2026-11-01")),
            ("2026-10-01", "2026-12-01", None),
            ("2026-11-01", "2027-02-01", Some("2027-01-01")),
            ("2027-01-01", "2027-02-01", None),
        ];
        for (accepted, on, expected) in cases {
            assert_eq!(to_accept(SOME, accepted, day(on)).map(|it| it.id), expected, "{accepted} on {on}");
        }
    }

    #[test]
    fn p69_a_new_purpose_is_off_until_its_version_is_accepted() {
        assert!(!is_covered(SOME, "2026-04-01", "insights"));
        assert!(is_covered(SOME, "2026-10-01", "insights"));
        assert!(is_covered(SOME, "2026-04-01", "newsletters"));
    }
}
