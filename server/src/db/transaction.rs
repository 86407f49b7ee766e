//! Beginning a write, and recognising a lost race.

use super::Db;
use crate::Result;
use sea_orm::{
    DatabaseTransaction, DbErr, RuntimeErr, SqlErr, SqliteTransactionMode, TransactionOptions,
    TransactionTrait,
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

/// Whether `error` says that another row already holds the unique value.
pub fn is_conflict(error: &DbErr) -> bool {
    matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_)))
        || matches!(error, DbErr::Exec(RuntimeErr::SqlxError(e)) if e.to_string().contains("UNIQUE"))
}
