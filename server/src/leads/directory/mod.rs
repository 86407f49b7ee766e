//! The directory: the few fields of every lead that lists sort, filter and search by, in memory.
//!
//! One per account, built from sealed records on demand, brought up to date by the account's revision, dropped when
//! memory is needed for another, and never written to disk.

mod cache;
mod find;
mod order;
mod row;
mod snapshot;

pub use cache::{Directories, directory};
pub use find::{Cursor, Filter, Page, Query};
pub use order::Sort;
pub use row::Row;
pub use snapshot::Directory;
