//! Sealing anew what an old key of the account has sealed, whatever table it is in.

use super::homes::Home;
use crate::{
    Core, Error, Result,
    vault::{DataKey, Place},
};
use realtoros_domain::ids::{AccountId, KeyId};
use sea_orm::{ConnectionTrait, DatabaseBackend, QueryResult, Statement, Value};
use std::{fmt::Write, ops::RangeInclusive};
use uuid::Uuid;

/// How many rows are sealed anew in one transaction. Chunks of imports are large.
const BATCH: usize = 50;

/// Seals one batch of rows anew that `old` has sealed, in one transaction; says how many there were, and after which id
/// to go on.
pub(super) async fn reseal(
    core: &Core,
    account: AccountId,
    home: Home,
    old: KeyId,
    key: &DataKey,
    after: Uuid,
) -> Result<(usize, Uuid)> {
    // The search may take long in a large table, so it does not hold up those who write.
    let conn = core.db.read();
    let backend = conn.get_database_backend();
    let found = conn.query_all_raw(select(backend, home, account, old, after..=Uuid::max(), false)).await?;
    let Some(last) = found.last() else { return Ok((0, after)) };
    let end = if home.has_id() { (home.row)(last)?.0 } else { after };
    let tx = core.db.begin().await?;
    let rows = tx.query_all_raw(select(backend, home, account, old, after..=end, true)).await?;
    for row in &rows {
        let statement = resealed(backend, account, home, key, row)?;
        tx.execute_raw(statement).await?;
    }
    tx.commit().await?;
    Ok((found.len(), end))
}

/// How many rows of the column `old` has sealed.
pub(super) async fn count(
    conn: &impl ConnectionTrait,
    account: AccountId,
    home: Home,
    old: KeyId,
) -> Result<i64> {
    let sql = format!(
        "SELECT count(*) AS n FROM {} WHERE {} = $1 AND substr({}, 2, 16) = $2",
        home.table, home.account, home.column
    );
    let values = [Value::from(account.0), old.0.as_bytes().to_vec().into()];
    let statement = Statement::from_sql_and_values(conn.get_database_backend(), sql, values);
    Ok(conn.query_one_raw(statement).await?.map(|row| row.try_get("", "n")).transpose()?.unwrap_or_default())
}

/// A batch of rows, those with an id after the first of `ids`; locked when they are to be changed. The key is named in
/// the bytes themselves, after the first.
fn select(
    backend: DatabaseBackend,
    home: Home,
    account: AccountId,
    old: KeyId,
    ids: RangeInclusive<Uuid>,
    is_locked: bool,
) -> Statement {
    let Home { table, column, keys, .. } = home;
    let mut sql = format!(
        "SELECT {}, {column} FROM {table} WHERE {} = $1 AND substr({column}, 2, 16) = $2",
        keys.join(", "),
        home.account
    );
    let mut values = vec![Value::from(account.0), old.0.as_bytes().to_vec().into()];
    if home.has_id() {
        sql.push_str(" AND id > $3 AND id <= $4 ORDER BY id");
        values.extend([Value::from(*ids.start()), Value::from(*ids.end())]);
    }
    let lock = if is_locked && backend == DatabaseBackend::Postgres { " FOR UPDATE" } else { "" };
    let _ = write!(sql, " LIMIT {BATCH}{lock}");
    Statement::from_sql_and_values(backend, sql, values)
}

fn resealed(
    backend: DatabaseBackend,
    account: AccountId,
    home: Home,
    key: &DataKey,
    found: &QueryResult,
) -> Result<Statement> {
    let Home { table, column, keys, row, .. } = home;
    let (row, mut values) = row(found)?;
    let sealed: Vec<u8> = found.try_get("", column)?;
    let place = Place { account, table, row };
    let plain = key.open_bytes(place, &sealed).map_err(|_| {
        Error::Internal(format!(
            "a row of {table}.{column} does not open where it should: see vault/rotation/homes.rs"
        ))
    })?;
    values.push(key.seal_bytes(place, &plain)?.into());
    let found_by: Vec<_> = keys.iter().enumerate().map(|(n, name)| format!("{name} = ${}", n + 1)).collect();
    let sql = format!("UPDATE {table} SET {column} = ${} WHERE {}", values.len(), found_by.join(" AND "));
    Ok(Statement::from_sql_and_values(backend, sql, values))
}
