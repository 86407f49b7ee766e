//! CSV: comma, semicolon, tab or bar; quoted cells may hold line breaks (RFC 4180, read leniently).
//!
//! Own reading instead of a library, because a quote that is never closed must cost one row, not the rest
//! of the file, and must be told apart from a file that was cut off.

use super::{
    LARGEST_CELL,
    encoding::decode,
    records::{Record, Records, Spoiled},
};
use realtoros_domain::imports::{RejectReason, find_header_row};

/// No header has more columns; what a line holds beyond them is not kept.
const MOST_CELLS: usize = 16_384;

/// The records of a CSV file.
pub(super) struct CsvRecords<'a> {
    text: &'a [u8],
    at: usize,
    delimiter: u8,
    /// Number of cells of the header, once it is known.
    columns: usize,
    has_short_rows: bool,
    cut_off: bool,
}

/// Where a record ended, and what was wrong with it.
struct Scan {
    cells: Vec<String>,
    /// Start of the line below the record.
    next: usize,
    /// Start of the line below the first line of the record.
    second_line: usize,
    too_large: bool,
    quote: Quote,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Quote {
    Fine,
    /// Text follows a closing quote, and the quoted part spans lines.
    Suspicious,
    /// The file ends inside a quoted cell.
    Open,
}

impl<'a> CsvRecords<'a> {
    /// The records of `text`, which is in an encoding that [`super::encoding::to_byte_text`] gives.
    pub(super) fn new(text: &'a [u8]) -> Self {
        let (delimiter, at) = match declared_delimiter(text) {
            Some(declared) => declared,
            None => (guess_delimiter(text), 0),
        };
        Self { text, at, delimiter, columns: 0, has_short_rows: false, cut_off: false }
    }

    /// Tells how many cells the header has: a record that was cut off is recognised by it.
    pub(super) fn with_columns(mut self, columns: usize) -> Self {
        self.columns = columns;
        self
    }

    /// Reads the record that begins here, in `text` from its beginning.
    fn scan(&self, text: &[u8]) -> Scan {
        let mut scan = Scan {
            cells: Vec::with_capacity(self.columns),
            next: text.len(),
            second_line: text.len(),
            too_large: false,
            quote: Quote::Fine,
        };
        let mut cell: Vec<u8> = Vec::new();
        let mut in_quotes = false;
        let mut was_quoted = false;
        let mut spans_lines = false;
        let mut at = self.at;
        while let Some(&byte) = text.get(at) {
            let is_line_end = byte == b'\n' || byte == b'\r';
            if is_line_end && scan.second_line == text.len() {
                scan.second_line = after_line_end(text, at);
            }
            at += 1;
            if in_quotes {
                if byte == b'"' {
                    if text.get(at) == Some(&b'"') {
                        at += 1;
                    } else {
                        in_quotes = false;
                        continue;
                    }
                }
                spans_lines |= is_line_end;
            } else if byte == b'"' && cell.is_empty() && !was_quoted {
                in_quotes = true;
                was_quoted = true;
                continue;
            } else if byte == self.delimiter {
                if scan.cells.len() < MOST_CELLS {
                    scan.cells.push(decode(&cell).into_owned());
                }
                cell.clear();
                (was_quoted, spans_lines) = (false, false);
                continue;
            } else if is_line_end {
                scan.next = after_line_end(text, at - 1);
                break;
            } else if was_quoted && spans_lines && scan.quote == Quote::Fine {
                scan.quote = Quote::Suspicious;
            }
            if cell.len() < LARGEST_CELL {
                cell.push(byte);
            } else {
                scan.too_large = true;
            }
        }
        if in_quotes {
            scan.quote = Quote::Open;
        }
        scan.cells.push(decode(&cell).into_owned());
        scan
    }

    /// Whether the lines from `start` to `end` look like records of their own: then a quote was left open
    /// above them, and they must not be swallowed. Lines of a note have fewer cells and nobody to reach.
    fn records_begin_at(&self, start: usize, end: usize) -> bool {
        let is_record = |line: &&[u8]| {
            let reaches = line.contains(&b'@') || line.iter().filter(|b| b.is_ascii_digit()).count() >= 10;
            reaches && self.columns > 1 && line.split(|b| *b == self.delimiter).count() >= self.columns
        };
        let lines = self.text[start.min(end)..end].split(|b| *b == b'\n' || *b == b'\r');
        lines.filter(|line| !line.trim_ascii().is_empty()).take(20).filter(is_record).count() >= 2
    }
}

impl Records for CsvRecords<'_> {
    fn next_record(&mut self) -> Option<Record> {
        if self.at >= self.text.len() {
            return None;
        }
        let scan = self.scan(self.text);
        let spoiled = |reason, cells| Some(Err(Spoiled { reason, cells }));
        if scan.quote != Quote::Fine && self.records_begin_at(scan.second_line, scan.next) {
            let line = self.scan(self.text[..scan.second_line].trim_ascii_end());
            self.at = scan.second_line;
            return spoiled(RejectReason::UnterminatedQuote, line.cells);
        }
        self.at = scan.next;
        if scan.quote == Quote::Open {
            self.cut_off = true;
            return spoiled(RejectReason::UnterminatedQuote, scan.cells);
        }
        if scan.too_large {
            return spoiled(RejectReason::CellTooLarge, scan.cells);
        }
        let is_short =
            scan.cells.len() < self.columns && scan.cells.iter().any(|cell| !cell.trim().is_empty());
        let ends_without_line_end =
            self.at >= self.text.len() && !self.text.ends_with(b"\n") && !self.text.ends_with(b"\r");
        if is_short && ends_without_line_end && !self.has_short_rows {
            self.cut_off = true;
            return spoiled(RejectReason::MalformedRow, scan.cells);
        }
        self.has_short_rows |= is_short;
        Some(Ok(scan.cells))
    }

    fn is_cut_off(&self) -> bool {
        self.cut_off
    }
}

fn after_line_end(text: &[u8], at: usize) -> usize {
    if text[at..].starts_with(b"\r\n") { at + 2 } else { at + 1 }
}

/// Excel writes `sep=;` into a line above the header.
fn declared_delimiter(text: &[u8]) -> Option<(u8, usize)> {
    let delimiter = *text.strip_prefix(b"sep=")?.first()?;
    let end = (4..text.len().min(8)).find(|at| matches!(text[*at], b'\n' | b'\r'))?;
    Some((delimiter, after_line_end(text, end)))
}

/// The delimiter under which the header has most names that are understood, then most rows are as wide as it, then it has
/// most cells.
fn guess_delimiter(text: &[u8]) -> u8 {
    let score = |delimiter: u8| {
        let mut records =
            CsvRecords { text, at: 0, delimiter, columns: 0, has_short_rows: false, cut_off: false };
        let rows: Vec<Vec<String>> = std::iter::from_fn(|| records.next_record()).take(5).flatten().collect();
        let header = find_header_row(&rows).unwrap_or(0);
        let cells = rows.get(header).map_or(0, Vec::len);
        let understood =
            realtoros_domain::imports::Mapping::suggest(rows.get(header).map_or(&[], Vec::as_slice), &[]);
        let as_wide = rows.iter().filter(|row| cells > 1 && row.len() == cells).count();
        (understood.columns().len() - understood.ignored().count(), as_wide, cells)
    };
    // The first of equals wins, hence the reversed order.
    [b'|', b'\t', b';', b','].into_iter().max_by_key(|delimiter| score(*delimiter)).unwrap_or(b',')
}
