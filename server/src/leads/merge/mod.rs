//! Leads that are one person: found, joined, and taken apart again.
//!
//! The lead that goes keeps its row, its key and its messages and points to the one that stays. What the one that
//! stays gained is sealed beside it, so that an undo takes out exactly that and leaves later changes alone.

mod consent;
mod duplicates;
mod gained;
mod repository;
mod service;
#[cfg(test)]
mod tests;

pub use duplicates::{DuplicateLeads, Duplicates, duplicates};
pub use service::{Merge, merge, merges, undo_merge};
