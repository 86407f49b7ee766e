//! The rows of an upload as they are stored: chunks of a few hundred, sealed, without what may not be kept.

use super::reader::TablePlan;
use realtoros_domain::imports::{Mapping, RejectReason, Target};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// How many rows a chunk holds. One chunk is also one batch of the commit.
pub const ROWS_PER_CHUNK: usize = 500;

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

/// Empties the cells of sensitive columns (P-11). A row with more cells than columns has shifted, so that nobody can
/// say which cell is sensitive: when some column is, nothing of such a row is kept.
pub fn keep(mapping: &Mapping, mut cells: Vec<String>) -> Result<Vec<String>, RejectReason> {
    let columns = mapping.columns();
    if mapping.refused().next().is_none() {
        return Ok(cells);
    }
    if cells.len() > columns.len() {
        return Err(RejectReason::MalformedRow);
    }
    for (cell, column) in cells.iter_mut().zip(columns) {
        if column.target == Target::Refused {
            cell.clear();
        }
    }
    Ok(cells)
}

/// The mapping of a plan, where it has one.
pub const fn mapping(plan: &TablePlan) -> Option<&Mapping> {
    match plan {
        TablePlan::Leads(mapping) | TablePlan::Unknown(mapping) => Some(mapping),
        TablePlan::OptOuts(_) => None,
    }
}
