//! Patterns over words: a small language in which the rules are written.
//!
//! A pattern is a row of elements: `a|b` one of these words; `<verb>` a class of the lexicon (also among
//! alternatives); `stem*` words with that beginning; a `?` behind makes an element optional; `..` up to
//! three words, `..N` up to N; `~` up to five words that add nothing ("all of your"); `#` a word with a
//! digit; `@` a word written with a capital; `!a|b` the next word is none of these; `-a|b` the word before
//! is none of these; `^` the clause begins here (greetings and politeness aside); `$` it ends here (also as the last alternative)

use super::lexicon::{self, FILLERS, PADDING, TRAILERS};
use super::words::Word;
use std::ops::Range;

/// Where the first pattern of `patterns` that matches is found.
pub(super) fn find(patterns: &[&str], words: &[Word]) -> Option<Range<usize>> {
    patterns.iter().find_map(|pattern| find_one(pattern, words))
}

/// Whether one of `patterns` matches anywhere in `words`.
pub(crate) fn any(patterns: &[&str], words: &[Word]) -> bool {
    find(patterns, words).is_some()
}

/// Every place where `pattern` begins to match.
pub(super) fn find_all<'w>(pattern: &str, words: &'w [Word]) -> impl Iterator<Item = Range<usize>> + 'w {
    let elements: Vec<String> = pattern.split(' ').map(str::to_owned).collect();
    (0..words.len()).filter_map(move |start| {
        let elements: Vec<&str> = elements.iter().map(String::as_str).collect();
        step(&elements, words, start).map(|end| start..end)
    })
}

/// Whether only greetings and politeness stand before `at`.
pub(super) fn begins(words: &[Word], at: usize) -> bool {
    words[..at].iter().all(|w| FILLERS.contains(&w.text.as_str()))
}

fn find_one(pattern: &str, words: &[Word]) -> Option<Range<usize>> {
    let elements: Vec<&str> = pattern.split(' ').collect();
    (0..words.len()).find_map(|start| step(&elements, words, start).map(|end| start..end))
}

/// The end of a match of `elements` that begins at `at`.
fn step(elements: &[&str], words: &[Word], at: usize) -> Option<usize> {
    let Some((&element, rest)) = elements.split_first() else { return Some(at) };
    if let Some(width) = element.strip_prefix("..") {
        let most = width.parse().unwrap_or(3);
        return (0..=most).take_while(|n| at + n <= words.len()).find_map(|n| step(rest, words, at + n));
    }
    match element {
        "^" => begins(words, at).then(|| step(rest, words, at))?,
        "$" => ends(words, at).then(|| step(rest, words, at))?,
        "~" => (0..=5)
            .take_while(|n| {
                at + n <= words.len() && words[at..at + n].iter().all(|w| PADDING.contains(&w.text.as_str()))
            })
            .find_map(|n| step(rest, words, at + n)),
        _ => step_word(element, rest, words, at),
    }
}

fn ends(words: &[Word], at: usize) -> bool {
    words.iter().skip(at).all(|w| TRAILERS.contains(&w.text.as_str()))
}

fn step_word(element: &str, rest: &[&str], words: &[Word], at: usize) -> Option<usize> {
    if let Some(unwanted) = element.strip_prefix('!') {
        return (!words.get(at).is_some_and(|w| is_one_of(unwanted, w))).then(|| step(rest, words, at))?;
    }
    if let Some(unwanted) = element.strip_prefix('-') {
        let before = at.checked_sub(1).and_then(|i| words.get(i));
        return (!before.is_some_and(|w| is_one_of(unwanted, w))).then(|| step(rest, words, at))?;
    }
    if element.ends_with("|$") && ends(words, at) {
        return step(rest, words, at);
    }
    let (wanted, optional) = element.strip_suffix('?').map_or((element, false), |e| (e, true));
    let taken = words.get(at).filter(|w| is_one_of(wanted, w)).and_then(|_| step(rest, words, at + 1));
    taken.or_else(|| if optional { step(rest, words, at) } else { None })
}

fn is_one_of(alternatives: &str, word: &Word) -> bool {
    alternatives.split('|').any(|alternative| {
        if alternative == "#" {
            word.text.contains(|c: char| c.is_ascii_digit())
        } else if alternative == "@" {
            word.capital
        } else if let Some(stem) = alternative.strip_suffix('*') {
            word.text.starts_with(stem)
        } else if let Some(class) = alternative.strip_prefix('<') {
            lexicon::class(class.trim_end_matches('>')).contains(&word.text.as_str())
        } else {
            alternative == word.text
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reply::words::sentences;

    #[test]
    fn elements_match_as_documented() {
        let cases = [
            ("stop ~ texts", "please stop all of your texts", true),
            ("stop ~ texts", "stop selling texts", false),
            ("^ no $", "hi, no parking", false),
            ("^ no $", "no thank you", true),
            ("-bus stop", "the bus stop", false),
            ("stop !by|in", "stop by", false),
            ("harass* ..1 me", "harassing all me", true),
            ("not @ $", "not Denise", true),
            ("not @ $", "not sure", false),
            ("at #", "at 5", true),
            ("call me? back", "call back", true),
        ];
        for (pattern, text, expected) in cases {
            let found = sentences(text).iter().any(|s| s.clauses.iter().any(|c| any(&[pattern], c)));
            assert_eq!(found, expected, "{pattern} in {text}");
        }
    }
}
