//! Changing keys while the server works (rules B4.1, P-01).
//!
//! The **KEK**: a new version is kept by its keeper first, then noted in the database, then every key under it is
//! wrapped anew, a batch to a transaction. The **key of an account**: a new version is announced, used after a moment
//! ([`super::Pace`]), and everything that the old one sealed or wrapped is sealed or wrapped anew. Both can stop after
//! any step: every version that anything needs is still there, and the next run goes on where the last one ended.
//! An old version is given up only when nothing uses it any more, and not before no node can use it again.

mod account;
mod homes;
mod job;
mod master;
mod reseal;
#[cfg(test)]
mod tests;
mod upkeep;
mod uses;
mod wraps;

pub use account::{Pulse, Rotated, rotate_account};
pub(crate) use homes::homes;
pub use job::{perform, start};
pub use master::{MasterRotation, retire_master, rotate_master};
pub use upkeep::{keep_up, upkeep};
