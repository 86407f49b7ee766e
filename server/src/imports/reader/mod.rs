//! Import files: bytes become tables of text cells, one row at a time.
//!
//! [`open`] finds out what a file really is, finds its tables and their headers, and [`ImportFile::rows`]
//! streams them. Nothing is evaluated, no table is held in memory as a whole, and a bad row is reported
//! and passed over. What the cells mean is decided in `realtoros_domain::imports`; [`prepare()`] puts the two
//! together, and [`evaluate()`] does so for labelled samples.

mod csv;
mod encoding;
mod evaluate;
mod export;
mod file;
mod history;
mod inflated;
mod prepare;
mod problem;
mod records;
mod rows;
mod sniff;
mod vcard;
mod xlsx;

pub use evaluate::{Prediction, evaluate};
pub use export::{Origin, SignedManifest};
pub use file::{ImportFile, Table, open};
pub use prepare::{Plan, TablePlan, prepare};
pub use problem::FileProblem;
pub use rows::{RawRow, RejectedRow, Rows};
pub use sniff::Format;

/// The largest file, in bytes.
pub const LARGEST_FILE: usize = 200 * 1024 * 1024;
/// The largest cell, in bytes (import rule 2).
pub const LARGEST_CELL: usize = 65_536;

#[cfg(test)]
pub(super) mod tests;
