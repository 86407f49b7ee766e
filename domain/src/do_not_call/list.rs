//! The registries that a number may stand on.

use crate::quiet_hours::state_names;
use std::{fmt, str::FromStr};

/// A do-not-call list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum List {
    /// The National Do Not Call Registry of the Federal Trade Commission. Without it no number counts as checked.
    Federal,
    /// The list of a state, by its postal abbreviation.
    State(&'static str),
}

/// A text that names no list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is no do-not-call list: give \"federal\" or the two letters of a state")]
pub struct NotAList;

impl List {
    /// Every list, the federal one first.
    pub fn all() -> impl Iterator<Item = Self> {
        std::iter::once(Self::Federal).chain(state_names().map(|(code, _)| Self::State(code)))
    }

    /// The name under which the list is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Federal => "federal",
            Self::State(code) => code,
        }
    }

    /// The name in the middle of a sentence: `the Texas do-not-call list`.
    pub fn name(self) -> String {
        match self {
            Self::Federal => "the federal do-not-call list".to_owned(),
            Self::State(code) => {
                let name = state_names().find(|(known, _)| *known == code).map_or(code, |(_, name)| name);
                format!("the {name} do-not-call list")
            }
        }
    }
}

impl fmt::Display for List {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for List {
    type Err = NotAList;

    fn from_str(text: &str) -> Result<Self, NotAList> {
        let text = text.trim();
        Self::all().find(|list| list.as_str().eq_ignore_ascii_case(text)).ok_or(NotAList)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn p48_a_list_is_federal_or_of_a_state() {
        assert_eq!("Federal".parse(), Ok(List::Federal));
        assert_eq!(" tx ".parse(), Ok(List::State("TX")));
        assert_eq!("ZZ".parse::<List>(), Err(NotAList));
        for list in List::all() {
            assert_eq!(list.as_str().parse(), Ok(list));
        }
        assert_eq!(List::State("TX").name(), "the Texas do-not-call list");
    }
}
