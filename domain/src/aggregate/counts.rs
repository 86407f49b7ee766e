//! Counts by row and column before they are judged.

use super::cell::Cell;
use std::collections::BTreeMap;

/// Counts by row (such as a state) and column (such as a stage). They are not for showing: make a
/// [`super::SafeAggregate`] of them.
#[derive(Clone, Debug, Default)]
pub struct Counts(pub(super) BTreeMap<String, BTreeMap<String, Cell>>);

impl Counts {
    /// Adds leads of an account, which is numbered by the caller for this computation. Adding none makes a true zero.
    pub fn add(&mut self, row: &str, column: &str, account: u32, leads: u64) {
        let columns = self.0.entry(row.to_owned()).or_default();
        columns.entry(column.to_owned()).or_default().add(account, leads);
    }
}
