//! Lines of the files that registries give out: `512,5550123`, `5125550123`, `(512) 555-0123`, with further columns or
//! without.

use std::fmt;

/// A number of the North American Numbering Plan, as its ten digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number(u64);

impl Number {
    /// The number in an E.164 text; other countries have numbers that no list here holds.
    pub fn from_e164(text: &str) -> Option<Self> {
        Self::from_digits(text.strip_prefix("+1")?)
    }

    /// The number that ten digits are. Area codes and exchanges begin with 2 to 9.
    fn from_digits(digits: &str) -> Option<Self> {
        let bytes = digits.as_bytes();
        let is_number = bytes.len() == 10
            && bytes.iter().all(u8::is_ascii_digit)
            && [bytes[0], bytes[3]].iter().all(|first| (b'2'..=b'9').contains(first));
        if is_number { digits.parse().ok().map(Self) } else { None }
    }

    /// The first three digits.
    pub fn area_code(self) -> u16 {
        u16::try_from(self.0 / 10_000_000).unwrap_or_default()
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "+1{}", self.0)
    }
}

/// What a line of a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// A number that is on the list.
    Number(Number),
    /// Nothing.
    Blank,
    /// A number that was added or removed: the file lists changes, and says nothing about all others.
    Change,
    /// No number.
    Words,
}

/// Reads a line, with or without its end and the byte order mark of a file's first one.
pub fn read_line(line: &[u8]) -> Line {
    let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
    let Ok(line) = std::str::from_utf8(line) else { return Line::Words };
    if line.trim().is_empty() {
        return Line::Blank;
    }
    let cells = || line.split([',', ';', '\t', '|']).map(|cell| cell.trim().trim_matches('"').trim());
    let Some(number) = number(cells()) else { return Line::Words };
    let is_change =
        |cell: &str| ["A", "D", "ADD", "DELETE"].iter().any(|word| cell.eq_ignore_ascii_case(word));
    if cells().next_back().is_some_and(is_change) { Line::Change } else { Line::Number(number) }
}

/// The number that begins in the first cell of digits; area code and number may stand in cells of their own.
fn number<'a>(cells: impl Iterator<Item = &'a str>) -> Option<Number> {
    let is_part = |cell: &&str| {
        cell.bytes().any(|byte| byte.is_ascii_digit())
            && cell.bytes().all(|byte| byte.is_ascii_digit() || b" ()-.+".contains(&byte))
    };
    let mut digits = String::with_capacity(11);
    for cell in cells.skip_while(|cell| !is_part(cell)).take_while(is_part) {
        digits.extend(cell.chars().filter(char::is_ascii_digit));
        match digits.len() {
            10 => break,
            11 if digits.starts_with('1') => {
                digits.remove(0);
                break;
            }
            0..10 => {}
            _ => return None,
        }
    }
    Number::from_digits(&digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn p48_numbers_are_read_in_every_shape_that_registries_use() {
        let number = Line::Number(Number(5_125_550_123));
        let cases: &[(&str, Line)] = &[
            ("512,5550123", number),
            ("5125550123", number),
            ("(512) 555-0123", number),
            ("512-555-0123\r\n", number),
            ("\u{feff}512,5550123\r", number),
            ("\"512\",\"555-0123\"", number),
            ("512,555,0123", number),
            ("512;5550123;2026-11-20", number),
            ("+15125550123", number),
            ("1,512,5550123", number),
            ("TX\t512.555.0123", number),
            ("5125550123,2026-11-20", number),
            ("", Line::Blank),
            ("  \r\n", Line::Blank),
            ("512,5550123,2026-11-20,A", Line::Change),
            ("5125550123,d", Line::Change),
            ("AreaCode,Number", Line::Words),
            ("512,55501", Line::Words),
            ("5121550123", Line::Words),
            ("0125550123", Line::Words),
            ("51255501234", Line::Words),
            ("512,5550123x", Line::Words),
        ];
        for (line, expected) in cases {
            assert_eq!(read_line(line.as_bytes()), *expected, "{line:?}");
        }
        assert_eq!(read_line(b"512,555\xff0123"), Line::Words);
    }

    #[test]
    fn p48_a_number_is_the_same_in_a_lead_and_in_a_file() {
        let number = Number::from_e164("+15125550123").unwrap();
        assert_eq!(read_line(b"512,5550123"), Line::Number(number));
        assert_eq!((number.area_code(), number.to_string()), (512, "+15125550123".to_owned()));
        assert_eq!(Number::from_e164("+442079460000"), None);
    }
}
