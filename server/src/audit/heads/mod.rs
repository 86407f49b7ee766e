//! Signed ends of the histories, kept outside the database (P-66, rules B4.4).
//!
//! A chain by itself cannot show that its tail was cut off, or that the whole database is an older copy. So once an hour
//! the end of each chain is signed ([`super::signing`]) and appended to `heads/<account>.jsonl` in the data directory,
//! from where members can download it. Every head must still be found in its chain, entry and hash. With it the root of the
//! Merkle tree over the history is signed ([`super::merkle`]), so that [`prove`] can show in a few hashes that a later history
//! begins with an earlier one.

mod check;
mod file;
mod head;
mod proof;
#[cfg(test)]
mod tests;
mod tree;
mod write;

pub use check::{Checked, check, check_all, check_file, unsigned, unsigned_since};
pub use file::read;
pub use head::{Head, Mark};
pub use proof::{Proven, Unproven, can_prove, prove, verify_proof};
pub use write::{accounts, hourly, mark, write_all, write_one};
