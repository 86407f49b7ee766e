//! Beginning a write, and recognising a lost race.

use super::Db;
use crate::Result;
use sea_orm::{
    DatabaseTransaction, DbErr, RuntimeErr, SqlErr, SqliteTransactionMode, TransactionOptions,
    TransactionTrait, sqlx::error::DatabaseError,
};

impl Db {
    /// Begins a transaction that may write. Nothing is written unless it is committed.
    pub async fn begin(&self) -> Result<DatabaseTransaction> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        Ok(self.write().begin_with_options(options).await?)
    }
}

/// Whether another transaction came first, in whatever way: tried again, this one finds what that one did.
pub fn is_overtaken(error: &DbErr) -> bool {
    is_conflict(error) || is_lost_race(error)
}

/// Whether `error` says that another row already holds the unique value.
pub fn is_conflict(error: &DbErr) -> bool {
    matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_)))
        || matches!(error, DbErr::Exec(RuntimeErr::SqlxError(e)) if e.to_string().contains("UNIQUE"))
}

/// Whether `error` says that two transactions waited for each other, or met in the same rows, and this one lost: it may
/// be done again (SQLSTATE 40P01 and 40001).
pub fn is_lost_race(error: &DbErr) -> bool {
    let (DbErr::Exec(RuntimeErr::SqlxError(error)) | DbErr::Query(RuntimeErr::SqlxError(error))) = error
    else {
        return false;
    };
    let code = error.as_database_error().and_then(DatabaseError::code);
    code.is_some_and(|code| matches!(code.as_ref(), "40P01" | "40001"))
}
