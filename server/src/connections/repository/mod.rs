//! Queries of connections and of what belongs to them.

mod busy;
mod revocations;
mod rows;
mod token;

pub(super) use busy::{busy, busy_row, delete_busy, delete_stale, replace_busy};
pub(super) use revocations::{delete_revocation, insert_revocation, revocation, revocations};
pub(super) use rows::{ACTIVE, ENDED, delete, insert, locked, opened, owner, provider, row, rows, update};
pub use rows::{connected, load, serves};
pub(super) use token::{open_token, seal_token};
