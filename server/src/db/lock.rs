//! The order in which rows are locked.

use crate::Result;
use realtoros_domain::ids::AccountId;
use sea_orm::{
    ConnectionTrait, DatabaseBackend, ExprTrait,
    sea_query::{Expr, LockType, Query},
};

/// Locks the account's row until the transaction ends: always before anything else of it is locked, so that two pieces
/// of work never wait for each other. SQLite has one writer at a time anyway.
pub async fn lock_account(tx: &impl ConnectionTrait, account: AccountId) -> Result<()> {
    if tx.get_database_backend() == DatabaseBackend::Sqlite {
        return Ok(());
    }
    let row = Query::select()
        .column("id")
        .from("account")
        .and_where(Expr::col("id").eq(account.0))
        .lock(LockType::Update)
        .to_owned();
    tx.query_one(&row).await?;
    Ok(())
}
