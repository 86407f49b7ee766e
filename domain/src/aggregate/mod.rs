//! Counts over all accounts from which nobody can be told apart (policy section 5, P-37; rules B5).
//!
//! [`SafeAggregate`] is the only way from counts to something that may be shown. A cell is shown when it holds at least
//! [`LEAST_LEADS`] leads of at least [`LEAST_ACCOUNTS`] accounts, none of them with more than half; further cells are left
//! out so that none can be computed from the totals; what is left is rounded. That is disclosure control by thresholds. It
//! is not differential privacy, and nothing here claims so.

mod cell;
mod counts;
mod suppress;
#[cfg(test)]
mod tests;

pub use cell::{LEAST_ACCOUNTS, LEAST_LEADS, ROUND_TO};
pub use counts::Counts;
pub use suppress::{SafeAggregate, Shown, TOTAL};
