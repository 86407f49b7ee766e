//! Text that a spreadsheet would run (import rule 11).

use std::borrow::Cow;

/// Whether a spreadsheet would take the text for a formula. A number, telephone number or date that begins with a
/// sign is harmless; a sum is not, for the spreadsheet shows and keeps its result.
pub fn is_formula_like(text: &str) -> bool {
    let Some(first) = text.chars().next() else { return false };
    match first {
        '=' | '@' | '\t' | '\r' | '＝' | '＋' | '－' | '＠' => true,
        '+' => !(is_number(&text[1..]) || is_phone(&text[1..])),
        '-' => !(is_number(&text[1..]) || is_date(&text[1..])),
        _ => false,
    }
}

/// Digits with separators, and a unit around them: `$1,200.50`, `5%`.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('$').unwrap_or(text);
    let digits = digits.strip_suffix('%').unwrap_or(digits);
    digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_digit() || ".,".contains(c))
}

/// `2026-01-02`.
fn is_date(text: &str) -> bool {
    chrono::NaiveDate::parse_from_str(text, "%Y-%m-%d").is_ok()
}

/// Groups of digits, at least seven in all, as telephone numbers are written.
fn is_phone(text: &str) -> bool {
    let is_written = text.chars().all(|c| c.is_ascii_digit() || " .()-".contains(c));
    is_written && text.chars().filter(char::is_ascii_digit).count() >= 7
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
            ("-2+3", true),
            ("+1+1", true),
            ("-2026-01-02", false),
            ("-$1,200.50", false),
            ("+5%", false),
            ("+1-617-555-0123", false),
            ("+44 (0)20 7946 0000", false),
            ("-", true),
            ("Ada = Voss", false),
            ("", false),
        ] {
            assert_eq!(is_formula_like(text), expected, "{text:?}");
            assert!(!is_formula_like(&escape_for_export(text)), "{text:?}");
        }
    }
}
