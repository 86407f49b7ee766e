//! The audit chain: an append-only record per account of who did what, reads of sealed data included (P-66).
//!
//! Entry *i* carries `SHA-256(0x00 ‖ canonical(entry i) ‖ hash(i−1))`, so an edit, a deletion or a swap is found
//! and named by its index. Entries hold ids and counts only, never personal data, so erasing a person does not
//! break the chain.

mod chain;
mod entity;
pub mod heads;
pub mod merkle;
mod reads;
mod repository;
pub mod signing;
#[cfg(test)]
mod tests;

pub use chain::{Action, Entry, Subject};
pub use reads::ReadLog;
pub use repository::{Fault, History, history, record, record_all, verify, verify_all};
