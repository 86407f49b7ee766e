//! The end of an account: closing (P-56), undoing it (P-63), the purge after thirty days (P-57), legal holds.
//!
//! The states and what may follow what are in [`realtoros_domain::closing`]. Closing stops everything in one
//! transaction; the purge goes step by step, can be cut off anywhere and goes on with what is left, verifies itself and
//! leaves a certificate of numbers and dates.

mod begin;
mod certificate;
mod entity;
mod holds;
mod overdue;
mod purge;
mod repository;
mod run;
mod service;
mod sweep;
#[cfg(test)]
mod tests;

pub use certificate::{Certificate, certificates};
pub use holds::{hold, is_any_on_hold, is_on_hold, release};
pub use overdue::{backlog, leftovers};
pub use purge::{Ending, purge, purge_again};
pub use run::{Tally, nightly, purge_due};
pub use service::{State, close, state, undo};
