//! What every format gives: records, one after the other.

use realtoros_domain::imports::RejectReason;

/// The cells of a record, or why it cannot be used.
pub(super) type Record = Result<Vec<String>, Spoiled>;

/// A record that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spoiled {
    /// What is wrong.
    pub reason: RejectReason,
    /// The cells that can be read. Where a quotation mark is never closed, the last one is the rest of its line.
    pub cells: Vec<String>,
}

/// A source of records: lines of a CSV file, rows of a sheet, cards.
pub(super) trait Records {
    /// The next record, blank ones included, or nothing at the end.
    fn next_record(&mut self) -> Option<Record>;

    /// Whether the file ends before its last record does. True only after the end.
    fn is_cut_off(&self) -> bool;
}
