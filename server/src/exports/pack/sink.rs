//! Where the bytes of an export go.

use crate::Result;
use std::future::Future;

/// Takes an export as it is made: sealed parts in the database, or the operator's file.
pub trait Sink: Send {
    /// Takes the next bytes of the file.
    fn put(&mut self, bytes: Vec<u8>) -> impl Future<Output = Result<()>> + Send;

    /// Hears how far the work has come. An error stops it.
    fn progress(&mut self, done: i64, total: i64) -> impl Future<Output = Result<()>> + Send;
}
