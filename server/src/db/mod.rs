//! One database, two faces: SQLite in a file, or PostgreSQL.
//!
//! SQLite gets one writer and several read-only readers, and every write transaction starts as `BEGIN IMMEDIATE`,
//! because a transaction that reads first and writes later fails at once when somebody else writes. On PostgreSQL
//! both faces are the same pool; its connections work in a role without rights of their own (`serving.rs`), behind
//! the wall of one account (`wall.rs`).

mod apart;
mod batch;
mod connect;
mod lock;
mod serving;
#[cfg(test)]
mod tests;
mod transaction;
mod wall;

pub use apart::apart;
pub use batch::insert_all;
pub use connect::Db;
pub use lock::lock_account;
pub use serving::forget_audit;
pub use transaction::{is_conflict, is_lost_race, is_overtaken};
pub use wall::{across, enter, unknown, within};
