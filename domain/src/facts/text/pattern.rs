//! Phrase patterns: the small language in which the recognisers are written.
//!
//! A pattern is words separated by spaces. `a|b` matches either word, a trailing `?` makes a word optional, `#`
//! matches a number, `_` any one word. A plain word also matches its plural. Marks match themselves (`/`, `-`).

use super::{Kind, Text};

impl Text<'_> {
    /// Where `pattern` ends if it matches at `at`.
    pub(crate) fn matches(&self, at: usize, pattern: &str) -> Option<usize> {
        self.matches_words(at, &pattern.split(' ').collect::<Vec<_>>())
    }

    fn matches_words(&self, at: usize, pattern: &[&str]) -> Option<usize> {
        let Some((&first, rest)) = pattern.split_first() else { return Some(at) };
        let (alternatives, optional) = first.strip_suffix('?').map_or((first, false), |word| (word, true));
        let here = alternatives.split('|').any(|word| self.matches_one(at, word));
        here.then(|| self.matches_words(at + 1, rest))
            .flatten()
            .or_else(|| optional.then(|| self.matches_words(at, rest)).flatten())
    }

    fn matches_one(&self, at: usize, pattern: &str) -> bool {
        let Some(token) = self.tokens.get(at) else { return false };
        match token.kind {
            Kind::Mark(mark) => pattern.chars().eq([mark]),
            Kind::Number(_) if pattern == "#" => true,
            Kind::Number(_) => token.norm == pattern,
            Kind::Word => pattern == "_" || same_word(&token.norm, pattern),
        }
    }

    /// The first match of any of `patterns` in `from..to`, as a span of tokens.
    pub(crate) fn find(&self, from: usize, to: usize, patterns: &[&str]) -> Option<(usize, usize)> {
        (from..to.min(self.len())).find_map(|at| {
            patterns
                .iter()
                .find_map(|pattern| Some((at, self.matches(at, pattern)?)))
                .filter(|found| found.1 <= to)
        })
    }

    /// Whether any of `patterns` occurs anywhere.
    pub(crate) fn says(&self, patterns: &[&str]) -> bool {
        self.find(0, self.len(), patterns).is_some()
    }

    /// Whether one of `patterns` ends right before `at`.
    pub(crate) fn follows(&self, at: usize, patterns: &[&str]) -> bool {
        (at.saturating_sub(8)..at)
            .any(|from| patterns.iter().any(|pattern| self.matches(from, pattern) == Some(at)))
    }
}

/// Equal, or `word` is the plural of `singular`.
fn same_word(word: &str, singular: &str) -> bool {
    match word.strip_prefix(singular) {
        Some("" | "s" | "es") => true,
        Some(_) => false,
        None => singular.strip_suffix('y').is_some_and(|stem| word.strip_suffix("ies") == Some(stem)),
    }
}
