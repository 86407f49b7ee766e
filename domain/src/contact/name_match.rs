//! When two names may be one person's (import rule 12).

use super::{PersonName, are_nicknames, fold_name};

/// A name in the form in which it is compared: folded words in any order, and the generation apart.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct NameKey {
    words: Vec<String>,
    generation: Option<&'static str>,
}

impl NameKey {
    /// The key of a name. A name without letters has an empty key.
    pub fn new(name: &PersonName) -> Self {
        Self::from_folded(&fold_name(&format!("{} {}", name.first, name.last)))
    }

    /// The key of an already folded name, as [`fold_name`] gives it.
    pub fn from_folded(folded: &str) -> Self {
        let mut words: Vec<String> = Vec::new();
        let mut generation = None;
        for word in folded.split_whitespace() {
            match generation_of(word) {
                Some(found) if !words.is_empty() => generation = Some(found),
                _ => words.push(word.to_owned()),
            }
        }
        words.sort_unstable();
        Self { words, generation }
    }

    /// Whether nothing is known of the name.
    pub const fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The same name: equal after folding accents, case and the order of first and last.
    pub fn is_same(&self, other: &Self) -> bool {
        !self.is_empty() && self == other
    }

    /// Whether the names contradict each other. A missing name, a nickname, an initial or a left-out middle
    /// name is no contradiction; senior and junior are one.
    pub fn contradicts(&self, other: &Self) -> bool {
        if self.is_empty() || other.is_empty() {
            return false;
        }
        let (few, many) = if self.words.len() <= other.words.len() { (self, other) } else { (other, self) };
        self.generation != other.generation || !embeds(&few.words, &many.words)
    }
}

/// Whether every word of `few` finds its own partner in `many`, and at least one is more than an initial.
fn embeds(few: &[String], many: &[String]) -> bool {
    let mut free: Vec<&str> = many.iter().map(String::as_str).collect();
    let mut take = |matches: &dyn Fn(&str) -> bool| {
        free.iter().position(|word| matches(word)).map(|at| free.swap_remove(at)).is_some()
    };
    // Equal words first, so that an initial or nickname does not take the partner of an equal word.
    let rest: Vec<&String> = few.iter().filter(|word| !take(&|other| other == word.as_str())).collect();
    let rest_after: Vec<&&String> =
        rest.iter().filter(|word| !take(&|other| are_nicknames(word, other))).collect();
    let whole_words = few.iter().filter(|word| word.chars().count() > 1 || !word.is_ascii()).count();
    let matched_whole = few.len() - rest_after.len();
    matched_whole > 0
        && whole_words > 0
        && rest_after.iter().all(|word| take(&|other| is_initial(word, other) || is_initial(other, word)))
}

fn is_initial(short: &str, long: &str) -> bool {
    short.len() == 1 && short.is_char_boundary(1) && long.starts_with(short)
}

fn generation_of(word: &str) -> Option<&'static str> {
    match word {
        "jr" | "junior" | "jnr" => Some("jr"),
        "sr" | "senior" | "snr" => Some("sr"),
        "ii" => Some("ii"),
        "iii" => Some("iii"),
        "iv" => Some("iv"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{NameKey, fold_name};

    fn key(name: &str) -> NameKey {
        NameKey::from_folded(&fold_name(name))
    }

    #[test]
    fn the_same_name() {
        for (a, b, same) in [
            ("Zoë Müller", "ZOE MULLER", true),
            ("Raman Asha", "Asha Raman", true),
            ("Bill Dunn", "William Dunn", false),
            ("Ray Dunn Jr.", "Ray Dunn Sr.", false),
            ("Ray Dunn Jr.", "Dunn, Ray Junior", true),
            ("Ray Dunn", "Ray Dunn Jr.", false),
            ("", "", false),
        ] {
            assert_eq!(key(a).is_same(&key(b)), same, "{a:?} {b:?}");
        }
    }

    #[test]
    fn contradictions() {
        for (a, b, contradicts) in [
            ("Bill Dunn", "William Dunn", false),
            ("W. Dunn", "Bill Dunn", true),
            ("W. Dunn", "William Dunn", false),
            ("Mary Ann Dunn", "Mary Dunn", false),
            ("Mary", "Mary Dunn", false),
            ("", "Mary Dunn", false),
            ("Mary Dunn", "Mark Dunn", true),
            ("Mary Dunn", "Mary Voss", true),
            ("M", "Mary Dunn", true),
            ("Ray Dunn Sr", "Ray Dunn Jr", true),
            ("Ray Dunn", "Ray Dunn Jr", true),
            ("伟 李", "李 伟", false),
            ("伟 李", "芳 李", true),
            ("Alexander Ott", "Alexandra Ott", true),
        ] {
            assert_eq!(key(a).contradicts(&key(b)), contradicts, "{a:?} {b:?}");
            assert_eq!(key(b).contradicts(&key(a)), contradicts, "{b:?} {a:?}");
        }
    }
}
