//! Text that speaks to software instead of people (P-32). It is told apart only so that it is not repeated.

use crate::reply::normalise::{fold, visible};

const SIGNS: &[&str] = &[
    "ignore all",
    "ignore previous",
    "ignore your",
    "ignore the above",
    "ignore prior",
    "ignore any",
    "disregard",
    "override",
    "system prompt",
    "system:",
    "assistant:",
    "you are now",
    "note to classifier",
    "note to the",
    "note to ai",
    "model:",
    "language model",
    "as an ai",
    "developer mode",
    "new instructions",
    "instructions:",
    "prompt",
    "respond with",
    "reply only with",
    "output the",
    "return class",
    "label this",
    "label none",
    "set consent",
    "mark me as",
    "mark this",
    "forward all",
    "send all",
    "export all",
    "[system",
    "<system",
    "begin instructions",
    "jailbreak",
    "ignora las",
    "ignore las",
    "instrucciones",
    "ai assistant",
    "to the assistant",
    "attention ai",
    "tool call",
    "function call",
    "base64",
];

/// Whether a sentence speaks to software, or carries a link or a code that has no place in a quotation.
pub(super) fn is_not_for_people(sentence: &str) -> bool {
    let low = fold(&visible(sentence));
    SIGNS.iter().any(|sign| low.contains(sign)) || has_link(&low) || sentence.split_whitespace().any(is_code)
}

/// Whether a text holds a link or an image.
pub(super) fn has_link(low: &str) -> bool {
    ["http:", "https:", "www.", "](", "<a ", "<img", "tel:", "mailto:", "data:", "javascript:", "://"]
        .iter()
        .any(|sign| low.contains(sign))
}

/// A token such as "QX-7F3K9ZPM": capitals, eight or more characters, joined by a hyphen or with digits.
fn is_code(token: &str) -> bool {
    let letters = token.chars().filter(char::is_ascii_uppercase).count();
    let small = token.chars().any(|c| c.is_ascii_lowercase());
    token.len() >= 8
        && letters >= 4
        && !small
        && token.contains(|c: char| c.is_ascii_digit() || c == '-' || c == '_')
}

/// The sentences of a text as they stand.
pub(super) fn as_written(text: &str) -> Vec<&str> {
    text.split_inclusive(['.', '!', '?', '\n'])
        .map(str::trim)
        .filter(|s| s.chars().any(char::is_alphanumeric))
        .collect()
}
