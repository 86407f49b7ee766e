//! Data rows: records below the header, blank ones left out, with numbers.

use super::records::{Records, Spoiled};
use realtoros_domain::imports::RejectReason;

/// A row of text cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawRow {
    /// Number of the data row, from 1 (import rule 1).
    pub number: u32,
    /// The cells, at most as many as the file gives.
    pub cells: Vec<String>,
}

/// A row that the file itself spoils.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RejectedRow {
    /// Number of the data row, from 1.
    pub number: u32,
    /// What is wrong.
    pub reason: RejectReason,
    /// The cells that can be read. Where a quotation mark is never closed, the last one is the rest of its line.
    pub cells: Vec<String>,
}

/// The data rows of a table, read one by one.
pub struct Rows<'a> {
    records: Box<dyn Records + 'a>,
    number: u32,
}

impl<'a> Rows<'a> {
    /// The rows of `records` below the first `above` that are not blank.
    pub(super) fn new(records: impl Records + 'a, above: usize) -> Self {
        let mut rows = Self { records: Box::new(records), number: 0 };
        for _ in 0..above {
            rows.next();
        }
        rows.number = 0;
        rows
    }

    /// Whether the file was cut off. Known when the last row has been read.
    pub fn is_cut_off(&self) -> bool {
        self.records.is_cut_off()
    }
}

impl Iterator for Rows<'_> {
    type Item = Result<RawRow, RejectedRow>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let record = self.records.next_record()?;
            if record.as_ref().is_ok_and(|cells| cells.iter().all(|cell| cell.trim().is_empty())) {
                continue;
            }
            self.number = self.number.saturating_add(1);
            let number = self.number;
            return Some(match record {
                Ok(cells) => Ok(RawRow { number, cells }),
                Err(Spoiled { reason, cells }) => Err(RejectedRow { number, reason, cells }),
            });
        }
    }
}
