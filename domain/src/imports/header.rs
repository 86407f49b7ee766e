//! Header lines: how names of columns are compared, and which row of a table is the header.

use super::{header_words, is_sensitive, opt_out_list::is_list_column};
use crate::contact::{EmailAddress, PhoneNumber, fold_name};

/// A column name in the form in which it is compared: folded, words separated by one space.
pub fn normalise_header(header: &str) -> String {
    fold_name(header)
}

/// How many header names of `cells` are understood.
fn understood(cells: &[String]) -> usize {
    let is_known =
        |cell: &&String| header_words::field(cell).is_some() || is_sensitive(cell) || is_list_column(cell);
    cells.iter().filter(is_known).count()
}

/// The position of the header among the first rows of a table, or nothing when the data begins at once.
/// A title above the header is no header: fewer column names in it are understood.
pub fn find_header_row(rows: &[Vec<String>]) -> Option<usize> {
    let holds_contact = |row: &[String]| {
        row.iter().any(|cell| cell.parse::<EmailAddress>().is_ok() || cell.parse::<PhoneNumber>().is_ok())
    };
    let names = |row: &Vec<String>| if holds_contact(row) { 0 } else { understood(row) };
    let best = rows.iter().map(names).max()?;
    if best >= 2 {
        return rows.iter().position(|row| names(row) == best);
    }
    // Hardly a name is understood: the header is what stands above the first data.
    let first_data = rows.iter().position(|row| holds_contact(row)).unwrap_or(rows.len());
    let above = &rows[..first_data];
    above.iter().position(|row| names(row) == best).or((!above.is_empty()).then_some(0))
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
            (&["Export of ann@example.com", "", "Name,Email", "Ada,ada@example.com"], Some(2)),
            (&["Ada,ada@example.com"], None),
            (&["Do not contact", "Phone or Email,Channel", "617-555-0123,Text"], Some(1)),
            (&["Colour,Size", "red,small"], Some(0)),
            (&["Name,Email"], Some(0)),
            (&[], None),
        ] {
            assert_eq!(find_header_row(&rows(lines)), expected, "{lines:?}");
        }
    }
}
