//! Whether words without "I" are about the writer.

/// People and animals whose age is no age of the writer.
const OTHERS: &[&str] = &[
    "son",
    "sons",
    "daughter",
    "daughters",
    "kid",
    "kids",
    "child",
    "children",
    "childs",
    "baby",
    "babies",
    "twins",
    "brother",
    "sister",
    "nephew",
    "niece",
    "grandson",
    "granddaughter",
    "grandchild",
    "cousin",
    "friend",
    "girlfriend",
    "boyfriend",
    "wife",
    "husband",
    "tenant",
    "tenants",
    "he",
    "she",
    "hes",
    "shes",
    "his",
    "her",
    "hers",
    "their",
    "theyre",
    "dog",
    "cat",
    "hijo",
    "hija",
    "hijos",
    "hijas",
    "nino",
    "nina",
    "ninos",
    "bebe",
    "hermano",
    "hermana",
    "esposo",
    "esposa",
];
/// What may stand before the first words about oneself.
const OPENINGS: &[&str] = &[
    ",", "-", ":", "and", "but", "so", "hi", "hey", "hello", "also", "well", "yes", "yeah", "yep", "no",
    "ok", "okay", "sorry", "because", "cause", "cuz", "since", "hola", "y", "pero", "porque",
];

/// Whether nobody else has been named before.
pub(super) fn nobody_else(earlier: &[&str]) -> bool {
    !earlier.iter().any(|word| OTHERS.contains(word))
}

/// Whether a thought about the writer begins here: at the beginning, after a greeting, a mark or a joint, and not about
/// somebody else.
pub(super) fn begins(earlier: &[&str]) -> bool {
    nobody_else(earlier) && earlier.last().is_none_or(|word| OPENINGS.contains(word) || is_picture(word))
}

fn is_picture(word: &str) -> bool {
    !word.is_ascii() && !word.contains(char::is_alphanumeric)
}
