//! What a connection serves, and which scopes that takes: the smallest that do it (P-10, P-22).

use crate::accounts::ProviderName;
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// What a connection serves. Each part is connected by itself and asks for nothing that it does not need.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// When the member is busy: beginnings and ends, never what it is about.
    Calendar,
    /// Mail that leads send to the member's mailbox.
    Mail,
}

impl Part {
    /// Every part.
    pub const ALL: [Self; 2] = [Self::Calendar, Self::Mail];

    /// The word in addresses and in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Calendar => "calendar",
            Self::Mail => "mail",
        }
    }

    /// The one scope that the part needs at a provider, as the provider writes it. Each only reads.
    pub const fn scope(self, provider: ProviderName) -> &'static str {
        match (self, provider) {
            (Self::Calendar, ProviderName::Google) => "https://www.googleapis.com/auth/calendar.freebusy",
            (Self::Calendar, ProviderName::Microsoft) => "Calendars.ReadBasic",
            (Self::Mail, ProviderName::Google) => "https://www.googleapis.com/auth/gmail.readonly",
            (Self::Mail, ProviderName::Microsoft) => "Mail.Read",
        }
    }

    /// What the scope lets us do, in plain words: shown before and after connecting.
    pub const fn words(self, provider: ProviderName) -> &'static str {
        match (self, provider) {
            (Self::Calendar, ProviderName::Google) => {
                "See when you are busy. Google then tells us beginnings and ends only, no titles, places or guests."
            }
            (Self::Calendar, ProviderName::Microsoft) => {
                "See when you are busy. Microsoft has no smaller permission than one that could also show titles; we ask for \
                 beginnings and ends only, and keep nothing else."
            }
            (Self::Mail, _) => {
                "Read your mail, to find what your leads wrote to you. Nothing is sent or changed there."
            }
        }
    }

    /// Whether `granted`, the scopes that a provider says it has granted, hold what the part needs. Microsoft writes them
    /// with or without the address of its interface, and in capitals of its own.
    pub fn is_granted(self, provider: ProviderName, granted: &[String]) -> bool {
        let needed = self.scope(provider);
        granted.iter().any(|scope| {
            let bare = match provider {
                ProviderName::Google => scope.as_str(),
                ProviderName::Microsoft => scope.rsplit('/').next().unwrap_or_default(),
            };
            bare.eq_ignore_ascii_case(needed)
        })
    }

    /// The parts in the words of the database.
    pub(super) fn read_all(text: &str) -> Vec<Self> {
        text.split(',').filter_map(|word| word.parse().ok()).collect()
    }

    /// Parts as the database keeps them.
    pub(super) fn write_all(parts: &[Self]) -> String {
        parts.iter().map(|part| part.as_str()).collect::<Vec<_>>().join(",")
    }
}

impl FromStr for Part {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|part| part.as_str() == text).ok_or(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ProviderName::{Google, Microsoft};

    #[test]
    fn p10_a_part_is_granted_by_its_own_scope_only() {
        let cases = [
            (Part::Calendar, Google, "https://www.googleapis.com/auth/calendar.freebusy", true),
            (Part::Calendar, Google, "https://www.googleapis.com/auth/calendar", false),
            (Part::Calendar, Google, "https://evil.example/auth/calendar.freebusy", false),
            (Part::Calendar, Microsoft, "https://graph.microsoft.com/Calendars.ReadBasic", true),
            (Part::Calendar, Microsoft, "calendars.readbasic", true),
            (Part::Calendar, Microsoft, "Calendars.Read", false),
            (Part::Mail, Microsoft, "Calendars.ReadBasic", false),
            (Part::Mail, Google, "https://www.googleapis.com/auth/gmail.readonly", true),
        ];
        for (part, provider, scope, expected) in cases {
            let granted = ["openid".to_owned(), scope.to_owned()];
            assert_eq!(part.is_granted(provider, &granted), expected, "{part:?} {scope}");
        }
        assert!(!Part::Calendar.is_granted(Google, &[]));
    }

    #[test]
    fn p22_no_part_can_write_anything() {
        for part in Part::ALL {
            for provider in ProviderName::ALL {
                let scope = part.scope(provider).to_ascii_lowercase();
                assert!(
                    !scope.contains("write") && !scope.contains("send") && !scope.contains("modify"),
                    "{scope}"
                );
            }
            assert_eq!(Part::read_all(&Part::write_all(&[part])), [part]);
        }
        assert_eq!(Part::read_all("calendar,mail"), Part::ALL);
        assert_eq!(Part::read_all(""), []);
    }
}
