//! One count before it is judged.

use std::collections::BTreeMap;

/// The fewest leads of a cell that may be shown: no cell with 1 to 10 (CMS cell size suppression policy).
pub const LEAST_LEADS: u64 = 11;
/// The fewest accounts behind a cell.
pub const LEAST_ACCOUNTS: usize = 5;
/// What counts are rounded to.
pub const ROUND_TO: u64 = 5;

/// Leads by account. Accounts are numbered for one computation only; the numbers never leave it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Cell(BTreeMap<u32, u64>);

impl Cell {
    /// Adds leads of an account.
    pub fn add(&mut self, account: u32, leads: u64) {
        if leads > 0 {
            *self.0.entry(account).or_default() += leads;
        }
    }

    /// The cell together with another one.
    pub fn absorb(&mut self, other: &Self) {
        for (account, leads) in &other.0 {
            self.add(*account, *leads);
        }
    }

    /// How many leads there are.
    pub fn leads(&self) -> u64 {
        self.0.values().sum()
    }

    /// Whether it is over every threshold.
    pub fn is_safe(&self) -> bool {
        let largest = self.0.values().max().copied().unwrap_or_default();
        self.leads() >= LEAST_LEADS && self.0.len() >= LEAST_ACCOUNTS && largest * 2 <= self.leads()
    }

    /// The count as it may be shown.
    pub fn rounded(&self) -> u64 {
        (self.leads() + ROUND_TO / 2) / ROUND_TO * ROUND_TO
    }
}
