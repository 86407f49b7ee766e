//! Header lines: how names of columns are compared, and which row of a table is the header.

use super::{header_words, is_sensitive, opt_out_list::is_list_column};
use crate::contact::{EmailAddress, PhoneNumber, fold_name};

/// A column name in the form in which it is compared: folded, words separated by one space.
pub fn normalise_header(header: &str) -> String {
    fold_name(header)
}

/// A column's name has no more words; only a question on a form may be longer.
const MOST_WORDS: usize = 16;
const MOST_WORDS_OF_QUESTION: usize = 40;

/// Whether a cell can be the name of a column at all: neither holds it somebody's address, nor does it tell a story.
pub(super) fn can_be_name(cell: &str) -> bool {
    let most = if cell.contains('?') { MOST_WORDS_OF_QUESTION } else { MOST_WORDS };
    !holds_address(cell) && cell.split_whitespace().count() <= most
}

/// A mail address somewhere in the cell.
fn holds_address(cell: &str) -> bool {
    cell.split(|c: char| c.is_whitespace() || ",;|<>\"".contains(c)).any(|word| {
        word.split_once('@').is_some_and(|(name, domain)| !name.is_empty() && domain.contains('.'))
    })
}

/// A cell of a person's row: an address, a number to call, a figure or date without a word, or a text.
fn is_data(cell: &str) -> bool {
    holds_contact(cell)
        || !can_be_name(cell)
        || cell.chars().filter(char::is_ascii_digit).count() >= 7
        || (cell.contains(|c: char| c.is_ascii_digit()) && !cell.contains(char::is_alphabetic))
}

fn holds_contact(cell: &str) -> bool {
    cell.parse::<EmailAddress>().is_ok() || cell.parse::<PhoneNumber>().is_ok() || holds_address(cell)
}

fn filled(row: &[String]) -> usize {
    row.iter().filter(|cell| !cell.trim().is_empty()).count()
}

/// How many names of columns a row holds that are understood; a row with somebody's data holds none.
fn understood(row: &[String]) -> usize {
    let is_known = |cell: &&String| {
        can_be_name(cell)
            && (header_words::field(cell).is_some() || is_sensitive(cell) || is_list_column(cell))
    };
    let data = row.iter().filter(|cell| is_data(cell)).count();
    if row.iter().any(|cell| holds_contact(cell)) || 3 * data > filled(row) {
        return 0;
    }
    row.iter().filter(is_known).count()
}

/// Whether a row has as many names as `width` and nothing that looks like data.
fn looks_like_names(row: &[String], width: usize) -> bool {
    row.len() == width && width > 1 && filled(row) == width && !row.iter().any(|cell| is_data(cell))
}

/// The position of the header among the first rows of a table, or nothing when the data begins at once.
/// A title above the header is no header: fewer column names in it are understood. Nor is a row below one that looks
/// like names of columns, unless most of its own are understood.
pub fn find_header_row(rows: &[Vec<String>]) -> Option<usize> {
    let best = rows.iter().map(|row| understood(row)).max()?;
    if best >= 2 {
        let at = rows.iter().position(|row| understood(row) == best)?;
        let row = &rows[at];
        let earlier = rows[..at].iter().position(|other| looks_like_names(other, row.len()));
        return if 2 * best > filled(row) { Some(at) } else { Some(earlier.unwrap_or(at)) };
    }
    // Hardly a name is understood: the header is what stands above the first data, and as wide as that.
    let first_data =
        rows.iter().position(|row| row.iter().any(|cell| holds_contact(cell))).unwrap_or(rows.len());
    let above = &rows[..first_data];
    // Nor is the last row one: it names nothing below.
    let plain = |at: &usize| at + 1 < rows.len() && !above[*at].iter().any(|cell| is_data(cell));
    let widest = (0..above.len()).filter(plain).map(|at| filled(&above[at])).max().unwrap_or(0);
    if widest > 1 {
        return (0..above.len())
            .filter(plain)
            .find(|&at| filled(&above[at]) > 1 && 2 * filled(&above[at]) >= widest);
    }
    let named = above.iter().position(|row| understood(row) == best);
    named.or((!above.is_empty()).then_some(0))
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
            (&["My leads", "Who,Reach,Likes", "Ada,ada@example.com,porch"], Some(1)),
            (&["Who,How,Comment", "Ada,ada@example.com,Her birthday is in May"], Some(0)),
            (
                &["Who,How,Comment", "Ada,617-555-0123,Her birthday is in May and the kids are born in June"],
                Some(0),
            ),
            (&["Who,Likes,Where,Note", "Ada,Phone,Email,Lead of May", "Bo,x,y,bo@example.com"], Some(0)),
            (&["Exported by,Ada", "Name,Email", "Ada,ada@example.com"], Some(1)),
            (&["Spring leads", "Email", "ada@example.com"], Some(1)),
            (&["Who,How,,", "Ada,by phone,tall,late", "Bo,x,y,bo@example.com"], Some(0)),
            (&["Dear Ann,", "the roof leaks.", "Yours, Ben"], Some(0)),
            (&[], None),
        ] {
            assert_eq!(find_header_row(&rows(lines)), expected, "{lines:?}");
        }
    }

    #[test]
    fn under_a_wrong_delimiter_no_row_of_a_person_is_the_header() {
        let lines = [
            "Who,How,Comment box",
            "Ada Voss,ada@example.com,\"Her birthday is in May, send a card\"",
            "Bo Ray,617-555-0123,\"Status: married | church; kids\"",
        ];
        for delimiter in [';', '|', '\t'] {
            let rows: Vec<Vec<String>> =
                lines.iter().map(|line| line.split(delimiter).map(str::to_owned).collect()).collect();
            assert_eq!(find_header_row(&rows), Some(0), "{delimiter:?}");
        }
    }

    #[test]
    fn remarks_of_a_listing_are_no_names_of_columns() {
        let remarks =
            "Quiet street, kids welcome, church and school near, owner kept every receipt since it was built";
        let row =
            |status: &str| vec!["hc71".to_owned(), status.to_owned(), "1690".to_owned(), remarks.to_owned()];
        let header =
            ["ListingKey", "StandardStatus", "ListPrice", "PublicRemarks"].map(str::to_owned).to_vec();
        assert_eq!(find_header_row(&[header, row("Active"), row("Status"), row("Lead")]), Some(0));
    }
}
