//! Erasing a person (P-62): in one transaction their rows go and their keys are destroyed, then the bytes leave the
//! free pages of the database, providers are asked to forget, and a certificate says what was done.
//!
//! What stays is numbers and keyed hashes: opt-outs and erased addresses (policy tension T4), the way out of newsletters
//! (P-52), and the ledger of deletions, which is kept twice, as a table and as a file outside of the database, so that
//! [`replay`] erases again what a restored backup brings back (P-58). What goes is generated from the data map
//! ([`ways`]).

mod account;
mod certificate;
mod copies;
mod entity;
mod erase;
mod ledger;
mod letter;
mod named;
mod notice;
mod reason;
mod replay;
mod repository;
mod resume;
mod scrub;
mod ways;
mod wipe;

#[cfg(test)]
mod tests;

pub use account::record_account;
pub use certificate::{Certificate, Copies, certificate, certificates};
pub use copies::{add_copy, perform as perform_copies};
pub use erase::{erase_lead, erase_lead_if, erase_who_asked, erase_who_asked_while_closing};
pub use ledger::{Extent, extent, gone, mirror, path, reaches};
pub use named::{find_erased, find_named};
pub use notice::perform as perform_notice;
pub use reason::Reason;
pub use replay::replay;
pub use repository::{is_erased, refuse_erased};
pub use resume::without_copies;
pub use scrub::scrub;

/// How long a backup lives (P-58): after that nothing of what was erased is anywhere.
pub const BACKUPS_LIVE_MS: i64 = 90 * 24 * 3_600_000;
