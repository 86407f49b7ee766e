//! The rows of an upload as they are stored: chunks of a few hundred, sealed, without what may not be kept.

use super::reader::TablePlan;
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

/// A row of an upload.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StoredRow {
    /// The table that it stands in, from 0.
    pub table: usize,
    /// Its number in the whole file, from 1.
    pub number: u32,
    /// Its cells, or what the file itself spoils.
    pub content: Result<Vec<String>, RejectReason>,
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

    /// Empties the cells of sensitive columns. A row with more cells than columns has shifted, so that nobody can say
    /// which cell is sensitive: when some column is, nothing of such a row is kept, and of an opt-out only the numbers
    /// and addresses.
    pub fn cells(&self, mut cells: Vec<String>) -> Result<Vec<String>, RejectReason> {
        if !self.refused.contains(&true) {
            return Ok(cells);
        }
        if cells.len() > self.refused.len() {
            if !self.is_list {
                return Err(RejectReason::MalformedRow);
            }
            let reaches =
                |cell: &str| !EmailAddress::split(cell).is_empty() || !PhoneNumber::split(cell).is_empty();
            cells.iter_mut().filter(|cell| !reaches(cell)).for_each(String::clear);
        }
        for (cell, _) in cells.iter_mut().zip(&self.refused).filter(|(_, refused)| **refused) {
            cell.clear();
        }
        Ok(cells)
    }
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
