//! What should be gone and is not: for the live control of P-57.

use super::sweep;
use crate::{Core, Result};
use realtoros_domain::{closing::UNDO_MS, ids::AccountId};
use sea_orm::{ConnectionTrait, Statement};
use uuid::Uuid;

/// How many accounts were due before `before` and are not purged although no hold stands; and those that are closing
/// without anybody knowing since when. An account that is called held after its hold was released is due like any other.
pub async fn backlog(core: &Core, before: i64) -> Result<u64> {
    let conn = core.db.read();
    let sql = "SELECT count(*) FROM account a LEFT JOIN account_closing c ON c.account_id = a.id \
               WHERE a.status <> 'active' AND NOT (a.status = 'held' AND EXISTS (SELECT 1 FROM legal_hold h \
               WHERE h.account_id = a.id AND h.released_at IS NULL)) AND (c.asked_at IS NULL OR c.asked_at <= $1)";
    let asked_before = before.saturating_sub(UNDO_MS);
    let statement = Statement::from_sql_and_values(conn.get_database_backend(), sql, [asked_before.into()]);
    let row = conn.query_one_raw(statement).await?;
    let rows: i64 = row.map(|row| row.try_get_by_index(0)).transpose()?.unwrap_or_default();
    Ok(rows.unsigned_abs())
}

/// The tables that hold something of an account that was purged.
pub async fn leftovers(core: &Core) -> Result<Vec<&'static str>> {
    let conn = core.db.read();
    let sql = "SELECT id FROM purge_certificate";
    let rows = conn.query_all_raw(Statement::from_string(conn.get_database_backend(), sql)).await?;
    let mut found = Vec::new();
    for row in rows {
        let account: Uuid = row.try_get_by_index(0)?;
        found.extend(sweep::counts(conn, AccountId(account)).await?.into_keys());
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}
