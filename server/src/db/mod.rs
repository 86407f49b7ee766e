//! One database, two faces: SQLite in a file, or PostgreSQL.
//!
//! SQLite gets one writer and several read-only readers, and every write transaction starts as `BEGIN IMMEDIATE`,
//! because a transaction that reads first and writes later fails at once when somebody else writes. On PostgreSQL
//! both faces are the same pool.

mod connect;
mod transaction;

pub use connect::Db;
pub use transaction::is_conflict;
