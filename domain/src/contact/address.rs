//! Where somebody lives, as far as a lead record needs it.

use super::tidy;
use serde::{Deserialize, Serialize};

/// A postal address in the United States. Empty parts are empty strings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "[String; 4]", into = "[String; 4]")]
pub struct Address {
    /// House number and street.
    pub street: String,
    /// City or town.
    pub city: String,
    /// State, as written: the two letters of the postal service or its name.
    pub state: String,
    /// ZIP code.
    pub zip: String,
}

impl Address {
    /// Whether no part is known.
    pub const fn is_empty(&self) -> bool {
        self.street.is_empty() && self.city.is_empty() && self.state.is_empty() && self.zip.is_empty()
    }

    /// A ZIP code as text. Spreadsheets that hold it as a number drop leading zeros; these are put back.
    pub fn zip_from_cell(cell: &str) -> String {
        let text = tidy(cell);
        let digits = text.strip_suffix(".0").unwrap_or(&text);
        match digits.len() {
            3 | 4 if digits.bytes().all(|b| b.is_ascii_digit()) => format!("{digits:0>5}"),
            _ => digits.to_owned(),
        }
    }
}

impl From<[String; 4]> for Address {
    fn from([street, city, state, zip]: [String; 4]) -> Self {
        Self { street, city, state, zip }
    }
}

impl From<Address> for [String; 4] {
    fn from(address: Address) -> Self {
        [address.street, address.city, address.state, address.zip]
    }
}

#[cfg(test)]
mod tests {
    use super::Address;

    #[test]
    fn a_zip_code_gets_its_leading_zeros_back() {
        for (cell, expected) in [
            ("2134", "02134"),
            ("2134.0", "02134"),
            (" 78704 ", "78704"),
            ("78704-1234", "78704-1234"),
            ("", ""),
        ] {
            assert_eq!(Address::zip_from_cell(cell), expected, "{cell:?}");
        }
    }
}
