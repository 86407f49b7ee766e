//! The role in which a node works on PostgreSQL: it owns nothing, passes no wall, and cannot change the audit chain.

use crate::Result;
use realtoros_domain::ids::AccountId;
use sea_orm::{ConnectionTrait, DatabaseBackend, Statement};
use std::sync::{Arc, OnceLock};

/// The role, once it is known to be there. All connections of a pool share it.
#[derive(Clone, Debug, Default)]
pub(super) struct Serving(Arc<OnceLock<String>>);

impl Serving {
    /// The role, if this installation has it.
    pub(super) fn role(&self) -> Option<&str> {
        self.0.get().map(String::as_str)
    }

    /// Looks whether the role is there and may be taken. `migrate` makes it; one role per database, because roles
    /// belong to the whole server and the role of one installation opens nothing in another.
    pub(super) async fn look_up(&self, conn: &impl ConnectionTrait) -> Result<()> {
        let sql = "SELECT rolname::text AS name FROM pg_roles \
                   WHERE rolname = left('realtoros_serving_' || current_database(), 63) \
                   AND pg_has_role(session_user, oid, 'MEMBER')";
        let found = conn.query_one_raw(Statement::from_string(DatabaseBackend::Postgres, sql)).await?;
        if let Some(row) = found {
            // Another look may have found it before.
            let _ = self.0.set(row.try_get("", "name")?);
        }
        Ok(())
    }
}

/// Removes the audit chain of an account that is being purged (P-57) and named in the ledger of deletions, in the
/// transaction that ends the account. Returns how many entries went. The serving role has no other way to remove one, and none to change one (P-66).
pub async fn forget_audit(tx: &impl ConnectionTrait, account: AccountId) -> Result<u64> {
    if tx.get_database_backend() == DatabaseBackend::Sqlite {
        let sql = "DELETE FROM audit_entry WHERE account_id = $1 \
                   AND NOT EXISTS (SELECT 1 FROM account WHERE id = $1 AND status <> 'purging') \
                   AND EXISTS (SELECT 1 FROM deletion WHERE account_id = $1 AND lead_id IS NULL)";
        let statement = Statement::from_sql_and_values(DatabaseBackend::Sqlite, sql, [account.0.into()]);
        return Ok(tx.execute_raw(statement).await?.rows_affected());
    }
    let sql = "SELECT realtoros_forget_audit($1)";
    let statement = Statement::from_sql_and_values(DatabaseBackend::Postgres, sql, [account.0.into()]);
    let gone: Option<i64> =
        tx.query_one_raw(statement).await?.map(|row| row.try_get_by_index(0)).transpose()?;
    Ok(gone.unwrap_or_default().unsigned_abs())
}
