//! Backups: encrypted, checked before they are believed, and gone in time (P-58, T3).
//!
//! A backup is two folders: the data (every table but keys, sessions and counted attempts) and, kept apart and for
//! thirty days only, the wrapped keys. Both are read in one moment of the database. What was erased stays erased when
//! one is restored: its key is not in the database that restores, nor brought back from a backup of keys, and the
//! ledger of deletions is replayed before anything is served. See `docs/decisions/0014` and `0015`.

mod chunks;
mod create;
mod entity;
mod expire;
mod file;
mod insert;
mod kept;
mod keys;
mod manifest;
mod mark;
mod needing;
mod restore;
mod rows;
mod store;
#[cfg(test)]
mod tests;

pub use create::{Created, create};
pub use expire::{Expired, expire, nightly};
pub use keys::forget_erased_keys;
pub use mark::{refuse_unreplayed, replay};
pub use needing::needing;
pub use restore::{Overrides, Restored, restore};
pub use store::{Listed, any_from_before, cut_off, list, overdue};
