//! Six digits.

use crate::vault::fill_random;

/// How many digits a code has.
const DIGITS: usize = 6;
/// One more than the largest code.
const CODES: u32 = 1_000_000;
/// The largest multiple of [`CODES`] that four bytes can hold: above it some codes would come more often.
const FAIR: u32 = u32::MAX - u32::MAX % CODES;

/// A new code; each of the million is as likely as any other.
pub(super) fn new() -> String {
    loop {
        let mut bytes = [0; 4];
        fill_random(&mut bytes);
        let number = u32::from_be_bytes(bytes);
        if number < FAIR {
            return format!("{:0DIGITS$}", number % CODES);
        }
    }
}

/// The digits of what somebody typed: spaces and dashes do not matter.
pub(super) fn normal(typed: &str) -> String {
    typed.chars().filter(char::is_ascii_digit).take(DIGITS + 1).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_have_six_digits_and_differ() {
        let codes: std::collections::HashSet<_> = (0..100).map(|_| new()).collect();
        assert!(codes.len() > 90);
        assert!(codes.iter().all(|code| code.len() == DIGITS && normal(code) == *code));
    }

    #[test]
    fn spaces_do_not_matter_and_more_digits_do() {
        assert_eq!(normal(" 123 456 "), "123456");
        assert_eq!(normal("123-456"), "123456");
        assert_ne!(normal("1234567"), "123456");
        assert_eq!(normal("no digits"), "");
    }
}
