//! Counts over all accounts, made once a week (P-37). [`SafeAggregate`](realtoros_domain::aggregate::SafeAggregate) decides
//! what may be shown; nothing else of what is counted is stored.

mod cut;
mod entity;
mod opt_out;
mod repository;
#[cfg(test)]
mod tests;

pub use cut::{Cut, cut_if_due, latest};
pub use opt_out::{is_left_out, leave_out};
