//! Text that a spreadsheet would run (import rule 11).

use std::borrow::Cow;

/// Whether a spreadsheet would take the text for a formula. Numbers, telephone numbers and dates that
/// begin with a sign are harmless.
pub fn is_formula_like(text: &str) -> bool {
    let Some(first) = text.chars().next() else { return false };
    let harmless = |c: char| c.is_ascii_digit() || " .,:/()-+%$".contains(c);
    match first {
        '=' | '@' | '\t' | '\r' | '＝' | '＋' | '－' | '＠' => true,
        '+' | '-' => !(text.chars().all(harmless) && text.contains(|c: char| c.is_ascii_digit())),
        _ => false,
    }
}

/// The text as a CSV cell may hold it: an apostrophe in front makes a spreadsheet show it as it is (OWASP, "CSV
/// injection"). A text that looks as if it had been escaped before is escaped as well, so that it can be told apart.
pub fn escape_for_export(text: &str) -> Cow<'_, str> {
    if is_formula_like(text.trim_start_matches('\'')) { format!("'{text}").into() } else { text.into() }
}

/// The text that [`escape_for_export`] was given.
pub fn unescape_from_export(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(text) if is_formula_like(text.trim_start_matches('\'')) => text,
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::{escape_for_export, is_formula_like, unescape_from_export};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn p60_what_was_escaped_comes_back_and_no_cell_runs(text in "'{0,2}[=+@\t\r－-]?.{0,12}") {
            let cell = escape_for_export(&text);
            prop_assert!(!is_formula_like(&cell));
            prop_assert_eq!(unescape_from_export(&cell), text.as_str());
        }
    }

    #[test]
    fn what_a_spreadsheet_would_run() {
        for (text, expected) in [
            ("=1+1", true),
            ("@SUM(A1)", true),
            ("+cmd|' /C calc'!A0", true),
            ("-2+3+cmd", true),
            ("\t=1", true),
            ("- three beds", true),
            ("-5", false),
            ("+1 617 555 0123", false),
            ("-2026-01-02", false),
            ("-", true),
            ("Ada = Voss", false),
            ("", false),
        ] {
            assert_eq!(is_formula_like(text), expected, "{text:?}");
            assert!(!is_formula_like(&escape_for_export(text)), "{text:?}");
        }
    }
}
