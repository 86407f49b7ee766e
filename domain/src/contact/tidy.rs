//! Text as people mean it.

use unicode_normalization::UnicodeNormalization;

/// White space collapsed, invisible characters removed, Unicode NFC, capitals kept (import rule 6).
pub fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    for word in text.split(|c: char| c.is_whitespace()) {
        let word = word.trim_matches(is_invisible);
        if !word.is_empty() {
            if !tidy.is_empty() {
                tidy.push(' ');
            }
            tidy.extend(word.nfc().filter(|c| !is_invisible(*c)));
        }
    }
    tidy
}

/// Characters that carry no meaning in a name or number but come along when text is copied. The joiners
/// U+200C and U+200D are kept: some scripts need them.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
        || (c.is_control() && !c.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::tidy;

    #[test]
    fn white_space_collapses_and_invisible_characters_go() {
        for (text, expected) in [
            ("  Ana \u{a0} María ", "Ana María"),
            ("Jose\u{301}", "José"),
            ("\u{feff}Kai", "Kai"),
            ("\u{200b}", ""),
            ("a\u{0}b", "ab"),
            ("نیم\u{200c}فاصله", "نیم\u{200c}فاصله"),
        ] {
            assert_eq!(tidy(text), expected, "{text:?}");
        }
    }
}
