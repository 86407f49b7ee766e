//! Header lines: how names of columns are compared, and which row of a table is the header.

use super::{header_words, is_sensitive};
use crate::contact::{EmailAddress, PhoneNumber, fold_name};

/// A column name in the form in which it is compared: folded, words separated by one space.
pub fn normalise_header(header: &str) -> String {
    fold_name(header)
}

/// How many header names of `cells` are understood.
fn understood(cells: &[String]) -> usize {
    cells.iter().filter(|cell| header_words::field(cell).is_some() || is_sensitive(cell)).count()
}

/// The position of the header among the first rows of a table, or nothing when the data begins at once.
/// A title above the header is no header: it has fewer column names that are understood.
pub fn find_header_row(rows: &[Vec<String>]) -> Option<usize> {
    let holds_contact = |row: &Vec<String>| {
        row.iter().any(|cell| cell.parse::<EmailAddress>().is_ok() || cell.parse::<PhoneNumber>().is_ok())
    };
    let first_data = rows.iter().position(holds_contact).unwrap_or(rows.len());
    let above = &rows[..first_data];
    let best = above.iter().map(|row| understood(row)).max()?;
    if best == 0 {
        return (!above.is_empty()).then_some(0);
    }
    above.iter().position(|row| understood(row) == best)
}

#[cfg(test)]
mod tests {
    use super::find_header_row;

    fn rows(lines: &[&str]) -> Vec<Vec<String>> {
        lines.iter().map(|line| line.split(',').map(str::to_owned).collect()).collect()
    }

    #[test]
    fn the_header_is_the_row_whose_names_are_understood() {
        for (lines, expected) in [
            (&["Name,Email", "Ada,ada@example.com"][..], Some(0)),
            (&["Leads of spring", "Name,Email", "Ada,ada@example.com"], Some(1)),
            (&["Ada,ada@example.com"], None),
            (&["Colour,Size", "red,small"], Some(0)),
            (&["Name,Email"], Some(0)),
            (&[], None),
        ] {
            assert_eq!(find_header_row(&rows(lines)), expected, "{lines:?}");
        }
    }
}
