//! Telephone numbers (import rule 5).

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use unicode_normalization::UnicodeNormalization;

/// A telephone number with the extension apart. Without a country code it is one of the North American
/// Numbering Plan.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "Raw", into = "Raw")]
pub struct PhoneNumber {
    e164: String,
    extension: Option<String>,
}

/// The shape in which a number is stored and exported.
#[derive(Serialize, Deserialize)]
struct Raw {
    e164: String,
    #[serde(rename = "ext", default, skip_serializing_if = "Option::is_none")]
    extension: Option<String>,
}

/// A text that is no telephone number with area code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is not a telephone number: give the area code and seven digits, or + and the country code")]
pub struct NotAPhone;

impl PhoneNumber {
    /// Every number in a cell that may hold several, separated by ` / `, comma, semicolon, line break or
    /// ` ::: `. Each comes once, in order; what is no number is left out.
    pub fn split(cell: &str) -> Vec<Self> {
        let mut parts: Vec<String> = Vec::new();
        for part in cell.replace(" / ", ";").replace(":::", ";").split([';', ',', '\n', '\r']) {
            let lower = part.trim().to_lowercase();
            match parts.last_mut() {
                Some(last) if lower.starts_with("ext") || lower.starts_with('x') => last.push_str(&lower),
                _ => parts.push(part.to_owned()),
            }
        }
        let mut found = Vec::new();
        for number in parts.iter().filter_map(|part| part.parse().ok()) {
            if !found.contains(&number) {
                found.push(number);
            }
        }
        found
    }

    /// The number as `+` and digits (ITU-T E.164).
    pub fn e164(&self) -> &str {
        &self.e164
    }

    /// The digits to dial after the call is answered.
    pub fn extension(&self) -> Option<&str> {
        self.extension.as_deref()
    }

    /// The number with an extension from a column of its own, unless it has one already.
    #[must_use]
    pub fn or_extension(mut self, cell: &str) -> Self {
        if self.extension.is_none() {
            let digits: String = cell.chars().filter(char::is_ascii_digit).collect();
            let is_plain = cell.chars().all(|c| c.is_ascii_digit() || " .#xXeEtT".contains(c));
            let digits =
                if cell.trim().ends_with(".0") { digits[..digits.len() - 1].to_owned() } else { digits };
            self.extension = (is_plain && (1..=7).contains(&digits.len())).then_some(digits);
        }
        self
    }
}

impl FromStr for PhoneNumber {
    type Err = NotAPhone;

    fn from_str(text: &str) -> Result<Self, NotAPhone> {
        let text: String =
            text.nfkc().filter(|c| !super::is_invisible(*c)).collect::<String>().to_lowercase();
        let text = text.trim();
        let text = text.strip_prefix("tel:").unwrap_or(text);
        let text = text.strip_suffix(".0").filter(|number| number.len() >= 10).unwrap_or(text);
        let (number, extension) = cut_extension(text)?;
        let number = without_label(number).replace("(0)", "");
        let mut digits = String::with_capacity(16);
        for (position, c) in number.trim().char_indices() {
            match c {
                '0'..='9' => digits.push(c),
                '+' if position == 0 => digits.push(c),
                ' ' | '\u{a0}' | '-' | '.' | '(' | ')' | '/' | '\u{2010}'..='\u{2015}' | '\u{2212}' => {}
                _ => return Err(NotAPhone),
            }
        }
        Ok(Self { e164: to_e164(&digits).ok_or(NotAPhone)?, extension })
    }
}

/// Splits off `x204`, `ext. 204`, `#204` or `;ext=204`.
fn cut_extension(text: &str) -> Result<(&str, Option<String>), NotAPhone> {
    let Some(start) = text.find(['x', '#']).filter(|at| *at > 0) else { return Ok((text, None)) };
    let number_end = if text[..start].ends_with('e') { start - 1 } else { start };
    let rest = text[start + 1..].trim_start_matches("tension").trim_start_matches('t');
    let rest = rest.trim_start_matches([' ', '.', ':', '=', '#']).trim_end();
    let number = text[..number_end].trim_end_matches([' ', ',', ';']);
    match rest.len() {
        1..=7 if rest.bytes().all(|b| b.is_ascii_digit()) => Ok((number, Some(rest.to_owned()))),
        _ => Err(NotAPhone),
    }
}

/// A label that says what kind of telephone it is does not spoil the number.
fn without_label(text: &str) -> &str {
    const LABELS: [&str; 12] =
        ["cell", "mobile", "home", "work", "office", "main", "phone", "tel", "c", "m", "h", "w"];
    let trim = |text: &str, label: &str| -> Option<usize> {
        let rest = text.strip_suffix(')').unwrap_or(text).strip_suffix(label)?;
        let rest = rest.trim_end_matches(['(', ' ']);
        rest.ends_with(|c: char| c.is_ascii_digit()).then_some(rest.len())
    };
    for label in LABELS {
        if let Some(rest) = text.strip_prefix(label)
            && rest.starts_with([':', '.', ' '])
        {
            return rest.trim_start_matches([':', '.', ' ']);
        }
        if let Some(length) = trim(text, label) {
            return &text[..length];
        }
    }
    text
}

/// `+` and digits for digits with or without `+`, or nothing when they cannot be dialled from here.
fn to_e164(digits: &str) -> Option<String> {
    let international =
        digits.strip_prefix('+').or_else(|| digits.strip_prefix("011")).or_else(|| digits.strip_prefix("00"));
    let digits = match international {
        Some(number) if !number.starts_with('1') => {
            let valid = (8..=15).contains(&number.len()) && !number.starts_with('0');
            return valid.then(|| format!("+{number}"));
        }
        Some(number) => number,
        None => digits,
    };
    let national = match digits.len() {
        10 => digits,
        11 => digits.strip_prefix('1')?,
        _ => return None,
    };
    let bytes = national.as_bytes();
    let is_code = |code: &[u8]| code[0] >= b'2' && !(code[1] == b'1' && code[2] == b'1');
    let is_filler = bytes.iter().all(|b| *b == bytes[0]);
    (is_code(&bytes[..3]) && is_code(&bytes[3..6]) && !is_filler).then(|| format!("+1{national}"))
}

impl fmt::Display for PhoneNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.extension {
            Some(extension) => write!(f, "{};ext={extension}", self.e164),
            None => f.write_str(&self.e164),
        }
    }
}

impl TryFrom<Raw> for PhoneNumber {
    type Error = NotAPhone;
    fn try_from(raw: Raw) -> Result<Self, NotAPhone> {
        let number: Self = raw.e164.parse()?;
        Ok(match raw.extension {
            Some(extension) => number.or_extension(&extension),
            None => number,
        })
    }
}

impl From<PhoneNumber> for Raw {
    fn from(number: PhoneNumber) -> Self {
        Self { e164: number.e164, extension: number.extension }
    }
}

#[cfg(test)]
mod tests {
    use super::PhoneNumber;
    use proptest::prelude::*;

    #[test]
    fn what_is_a_number() {
        for (text, expected) in [
            ("617-555-0123", Some("+16175550123")),
            (" (617) 555\u{a0}0123 ", Some("+16175550123")),
            ("1.617.555.0123", Some("+16175550123")),
            ("617/555-0123", Some("+16175550123")),
            ("617\u{2011}555\u{2011}0123", Some("+16175550123")),
            ("\u{202a}+1 617 555 0123\u{202c}", Some("+16175550123")),
            ("６１７ ５５５ ０１２３", Some("+16175550123")),
            ("6175550123.0", Some("+16175550123")),
            ("tel:+1-617-555-0123", Some("+16175550123")),
            ("cell: 617 555 0123", Some("+16175550123")),
            ("617 555 0123 (home)", Some("+16175550123")),
            ("6175550123 x4", Some("+16175550123;ext=4")),
            ("617-555-0123 ext. 204", Some("+16175550123;ext=204")),
            ("617-555-0123 Extension 7", Some("+16175550123;ext=7")),
            ("617-555-0123 Ext88", Some("+16175550123;ext=88")),
            ("617-555-0123 #12", Some("+16175550123;ext=12")),
            ("+16175550123;ext=17", Some("+16175550123;ext=17")),
            ("+44 (0)20 7946 0018", Some("+442079460018")),
            ("011 44 20 7946 0018", Some("+442079460018")),
            ("555-0123", None),
            ("12345", None),
            ("call the office", None),
            ("1-800-FLOWERS", None),
            ("6.18E+09", None),
            ("117-555-0123", None),
            ("617-155-0123", None),
            ("911-555-0123", None),
            ("(555) 555-5555", None),
            ("+1 555", None),
            ("617-555-01234", None),
            ("617-555-0123 x", None),
            ("", None),
        ] {
            assert_eq!(
                text.parse::<PhoneNumber>().ok().map(|n| n.to_string()).as_deref(),
                expected,
                "{text:?}"
            );
        }
    }

    #[test]
    fn several_in_one_cell() {
        let split = |cell| PhoneNumber::split(cell).iter().map(ToString::to_string).collect::<Vec<_>>();
        for cell in [
            "617-555-0123 / 617 555 0124",
            "617-555-0123;617-555-0124",
            "617-555-0123 ::: 6175550124",
            "617-555-0123\n617-555-0124, 617.555.0123",
        ] {
            assert_eq!(split(cell), ["+16175550123", "+16175550124"], "{cell:?}");
        }
        assert_eq!(split("617-555-0123;ext=9 / 617-555-0124"), ["+16175550123;ext=9", "+16175550124"]);
        assert_eq!(split("617-555-0123, ext 9"), ["+16175550123;ext=9"]);
    }

    #[test]
    fn the_extension_may_stand_in_a_column_of_its_own() {
        let number: PhoneNumber = "617-555-0123".parse().unwrap();
        for (cell, expected) in
            [("4", Some("4")), ("x88", Some("88")), ("204.0", Some("204")), ("", None), ("ask", None)]
        {
            assert_eq!(number.clone().or_extension(cell).extension(), expected, "{cell:?}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_harm_and_what_is_stored_reads_back(text in "\\PC{0,40}|[0-9+x#;ext= ()./-]{0,30}") {
            for number in PhoneNumber::split(&text) {
                let stored = serde_json::to_string(&number).unwrap();
                prop_assert_eq!(serde_json::from_str::<PhoneNumber>(&stored).unwrap(), number);
            }
        }
    }
}
