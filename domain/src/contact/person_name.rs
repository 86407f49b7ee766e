//! Names of people (import rule 6).

use super::tidy;
use serde::{Deserialize, Serialize};
use std::{convert::Infallible, fmt, str::FromStr};

/// A person's name as written, white space collapsed. Senior and junior belong to the last name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PersonName {
    /// Given name or names.
    pub first: String,
    /// Family name, with its particles and generation.
    pub last: String,
}

impl PersonName {
    /// A name that was given in two parts. An e-mail address in their place is no name.
    pub fn new(first: &str, last: &str) -> Self {
        let part = |text: &str| Some(tidy(text)).filter(|part| !part.contains('@') || part.starts_with('@'));
        Self { first: part(first).unwrap_or_default(), last: part(last).unwrap_or_default() }
    }

    /// Whether nothing is known of the name.
    pub const fn is_empty(&self) -> bool {
        self.first.is_empty() && self.last.is_empty()
    }

    /// The name with a suffix such as `Jr.` from a column of its own. Other suffixes are titles, not names.
    #[must_use]
    pub fn with_suffix(mut self, suffix: &str) -> Self {
        let suffix = tidy(suffix);
        if is_generation(&suffix) {
            self.last = tidy(&format!("{} {suffix}", self.last));
        }
        self
    }
}

impl FromStr for PersonName {
    type Err = Infallible;

    /// Reads `First Last` or `Last, First`.
    fn from_str(text: &str) -> Result<Self, Infallible> {
        let text = tidy(text);
        if let Some((before, after)) = text.split_once(',') {
            let after = after.trim();
            return Ok(match after.split_once(',') {
                // "Dunn, Ray, Jr."
                Some((first, suffix)) => Self::new(first, before).with_suffix(suffix),
                // "Ray Dunn, Jr."
                None if is_generation(after) => in_order(before).with_suffix(after),
                None => Self::new(after, before),
            });
        }
        Ok(in_order(&text))
    }
}

/// A name in the order `First Last`.
fn in_order(text: &str) -> PersonName {
    let words: Vec<&str> = text.split(' ').collect();
    let mut start = words.len().saturating_sub(1);
    if start > 1 && is_generation(words[start]) {
        start -= 1;
    }
    while start > 1 && is_particle(words[start - 1]) {
        start -= 1;
    }
    if start == 0 {
        PersonName::new(text, "")
    } else {
        PersonName::new(&words[..start].join(" "), &words[start..].join(" "))
    }
}

fn is_generation(word: &str) -> bool {
    matches!(
        word.trim_matches(['.', ',']).to_lowercase().as_str(),
        "jr" | "sr" | "ii" | "iii" | "iv" | "junior" | "senior"
    )
}

fn is_particle(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "van"
            | "von"
            | "der"
            | "den"
            | "de"
            | "del"
            | "della"
            | "di"
            | "da"
            | "dos"
            | "la"
            | "le"
            | "bin"
            | "al"
            | "st."
            | "ter"
    )
}

impl fmt::Display for PersonName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.first.is_empty(), self.last.is_empty()) {
            (false, false) => write!(f, "{} {}", self.first, self.last),
            _ => write!(f, "{}{}", self.first, self.last),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::PersonName;

    #[test]
    fn one_column_holds_the_whole_name() {
        for (text, first, last) in [
            ("Ada Voss", "Ada", "Voss"),
            ("  Ada   Voss ", "Ada", "Voss"),
            ("Voss, Ada", "Ada", "Voss"),
            ("Voss, Ada Mae", "Ada Mae", "Voss"),
            ("Ray Dunn Jr.", "Ray", "Dunn Jr."),
            ("Ray Dunn, Jr.", "Ray", "Dunn Jr."),
            ("Dunn, Ray, Sr.", "Ray", "Dunn Sr."),
            ("Dunn Jr., Ray", "Ray", "Dunn Jr."),
            ("Ludwig van der Berg", "Ludwig", "van der Berg"),
            ("Mary Ann Dunn", "Mary Ann", "Dunn"),
            ("Prince", "Prince", ""),
            ("伟 李", "伟", "李"),
            ("ada@example.com", "", ""),
            ("", "", ""),
        ] {
            let name: PersonName = text.parse().unwrap();
            assert_eq!((name.first.as_str(), name.last.as_str()), (first, last), "{text:?}");
        }
    }

    #[test]
    fn two_columns_keep_capitals_and_take_the_generation() {
        let name = PersonName::new(" RAY ", "dUNN").with_suffix("Jr.").with_suffix("MBA");
        assert_eq!(name.to_string(), "RAY dUNN Jr.");
    }
}
