//! The rows of an upload as they are stored: chunks of a few hundred, sealed, without what may not be kept.

use super::reader::{RawRow, RejectedRow, TablePlan};
use realtoros_domain::{
    contact::{EmailAddress, PhoneNumber},
    imports::{Mapping, RejectReason, Target, is_sensitive},
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// How many rows a chunk holds. One chunk is also one batch of the commit.
pub const ROWS_PER_CHUNK: usize = 500;
/// How many bytes of cells a chunk holds, so that long cells need no more memory than short ones.
pub const BYTES_PER_CHUNK: usize = 4 * 1024 * 1024;

/// How many rows of a table the realtor sees.
const SHOWN: usize = 5;
/// How many characters are kept of a cell of a row that cannot be used.
const LONGEST_READABLE: usize = 1_000;

/// A row of an upload.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StoredRow {
    /// The table that it stands in, from 0.
    pub table: usize,
    /// Its number in the whole file, from 1.
    pub number: u32,
    /// Its cells, or what the file itself spoils.
    pub content: Result<Vec<String>, RejectReason>,
    /// What may be kept of the cells of a spoiled row, for the list of rejected rows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub readable: Vec<String>,
}

impl StoredRow {
    /// What is known of its cells.
    pub fn cells(&self) -> &[String] {
        self.content.as_deref().unwrap_or(&self.readable)
    }
}

/// The chunk `seq` of an import is sealed as this row.
pub const fn chunk_row(import: Uuid, seq: u32) -> Uuid {
    Uuid::from_u128(import.as_u128() ^ ((seq as u128) + 1))
}

/// What of a table may be kept (import rule 10, P-11).
#[derive(Clone, Debug)]
pub struct Keep {
    refused: Vec<bool>,
    is_list: bool,
}

impl Keep {
    /// What may be kept of a table with this plan and these columns.
    pub fn new(plan: &TablePlan, headers: &[String]) -> Self {
        let refused = match mapping(plan) {
            Some(mapping) => {
                mapping.columns().iter().map(|column| column.target == Target::Refused).collect()
            }
            None => headers.iter().map(|header| is_sensitive(header)).collect(),
        };
        Self { refused, is_list: mapping(plan).is_none() }
    }

    /// What is stored of a row.
    pub fn row(&self, table: usize, number: u32, row: Result<RawRow, RejectedRow>) -> StoredRow {
        let (content, readable) = match row {
            Ok(RawRow { cells, .. }) if self.may_be_sensitive(&cells) => {
                (Err(RejectReason::MalformedRow), self.readable(cells, false))
            }
            Ok(RawRow { cells, .. }) => (Ok(self.cells(cells)), Vec::new()),
            Err(RejectedRow { reason, cells, .. }) => {
                (Err(reason), self.readable(cells, reason == RejectReason::UnterminatedQuote))
            }
        };
        StoredRow { table, number, content, readable }
    }

    /// Whether nobody can say which cell of a row is sensitive: some column is, and a row with more cells than columns has
    /// shifted.
    fn may_be_sensitive(&self, cells: &[String]) -> bool {
        !self.is_list && self.refused.contains(&true) && cells.len() > self.refused.len()
    }

    /// What may be kept of a row that cannot be used. In a row that has shifted, or whose last cell is `open` and may hold
    /// the rest of the line, only what stands left of all sensitive columns is kept, and numbers and addresses.
    fn readable(&self, cells: Vec<String>, open: bool) -> Vec<String> {
        let last = cells.len().saturating_sub(1);
        let has_shifted = open || cells.len() > self.refused.len();
        let first = self.refused.iter().position(|refused| *refused);
        let keep = |(at, cell): (usize, String)| {
            let kept = match first {
                Some(first) if has_shifted && (at >= first || (open && at == last)) => contact_points(&cell),
                Some(_) if self.refused.get(at) == Some(&true) => String::new(),
                _ => cell,
            };
            kept.chars().take(LONGEST_READABLE).collect()
        };
        cells.into_iter().enumerate().map(keep).collect()
    }

    /// The first rows of a table, as far as they are stored.
    pub fn sample(&self, rows: Vec<Vec<String>>) -> Vec<Vec<String>> {
        let whole = rows.into_iter().filter(|cells| !self.may_be_sensitive(cells));
        whole.map(|cells| self.cells(cells)).take(SHOWN).collect()
    }

    /// Empties the cells of sensitive columns; of a line of a list that has shifted, everything but numbers and addresses.
    fn cells(&self, mut cells: Vec<String>) -> Vec<String> {
        if !self.refused.contains(&true) {
            return cells;
        }
        if cells.len() > self.refused.len() {
            let reaches =
                |cell: &str| !EmailAddress::split(cell).is_empty() || !PhoneNumber::split(cell).is_empty();
            cells.iter_mut().filter(|cell| !reaches(cell)).for_each(String::clear);
        }
        for (cell, _) in cells.iter_mut().zip(&self.refused).filter(|(_, refused)| **refused) {
            cell.clear();
        }
        cells
    }
}

/// The e-mail addresses and telephone numbers in a cell, and nothing else of it.
fn contact_points(cell: &str) -> String {
    let emails = EmailAddress::split(cell).into_iter().map(|email| email.as_str().to_owned());
    let phones = PhoneNumber::split(cell).into_iter().map(|phone| phone.e164().to_owned());
    emails.chain(phones).collect::<Vec<_>>().join(", ")
}

/// The mapping of a plan, where it has one.
pub const fn mapping(plan: &TablePlan) -> Option<&Mapping> {
    match plan {
        TablePlan::Leads(mapping) | TablePlan::Unknown(mapping) => Some(mapping),
        TablePlan::OptOuts(_) | TablePlan::History => None,
    }
}

/// The plan that a mapping makes.
pub fn planned(mapping: Mapping) -> TablePlan {
    if mapping.has_contact_column() { TablePlan::Leads(mapping) } else { TablePlan::Unknown(mapping) }
}
