//! The walls of PostgreSQL: row level security around accounts, and the lock on the audit chain (P-35, P-66).

use crate::{Core, Result, controls::Outcome, db};
use realtoros_domain::ids::AccountId;
use sea_orm::{ConnectionTrait, DatabaseBackend, DbErr, RuntimeErr, Statement, sqlx::error::DatabaseError};

/// Tables with rows of accounts that no forced policy guards.
const OPEN: &str = "SELECT count(*) FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND NOT a.attisdropped \
                    WHERE c.relkind IN ('r', 'p') AND c.relnamespace = current_schema()::regnamespace \
                    AND a.attname = CASE c.relname WHEN 'account' THEN 'id' ELSE 'account_id' END \
                    AND NOT (c.relrowsecurity AND c.relforcerowsecurity AND EXISTS (SELECT FROM pg_policies p \
                    WHERE p.schemaname = current_schema() AND p.tablename = c.relname))";
/// Whether the role of this connection passes every wall.
const PASSES: &str =
    "SELECT count(*) FROM pg_roles WHERE rolname = current_user AND (rolsuper OR rolbypassrls)";
const ACCOUNTS: &str = "SELECT count(*) FROM account";
/// Accounts that were said to be purged, which alone lets their history go, and that work.
const REVIVED: &str = "SELECT count(*) FROM account a WHERE a.status <> 'purging' \
                       AND EXISTS (SELECT FROM deletion d WHERE d.account_id = a.id AND d.lead_id IS NULL)";

/// Asks for rows of other accounts without any filter.
pub async fn row_security(core: &Core) -> Result<Outcome> {
    if core.db.backend() != DatabaseBackend::Postgres {
        return Ok(Outcome::not_run(
            "This installation runs on SQLite, which has no such wall. There the filters of the software stand alone.",
        ));
    }
    if count(core, PASSES).await? > 0 {
        return Ok(Outcome::fail("The server works in a database role that passes every wall."));
    }
    let open = count(core, OPEN).await?;
    if open > 0 {
        return Ok(Outcome::fail(format!(
            "{open} tables with rows of accounts have no wall: run `realtoros migrate`."
        )));
    }
    if count(core, ACCOUNTS).await? == 0 {
        return Ok(Outcome::not_run("There is no account yet whose rows could be asked for."));
    }
    let stranger = AccountId(core.new_id());
    let seen = db::within(stranger, count(core, ACCOUNTS)).await?;
    if seen > 0 {
        return Ok(Outcome::fail(format!("A stranger was shown {seen} accounts.")));
    }
    Ok(match db::unknown(count(core, ACCOUNTS)).await {
        Err(_) => Outcome::Pass,
        Ok(_) => Outcome::fail("A query for which no account was named was answered."),
    })
}

/// Tries to change and to delete entries. Nothing is kept of the attempt, and it means no entry.
pub async fn audit_locked(core: &Core) -> Result<Outcome> {
    if core.db.backend() != DatabaseBackend::Postgres {
        return Ok(Outcome::not_run(
            "This installation runs on SQLite, where whoever has the file can change it. The chain shows that it happened.",
        ));
    }
    for (verb, sql) in [
        ("change", "UPDATE audit_entry SET detail = detail WHERE false"),
        ("delete", "DELETE FROM audit_entry WHERE false"),
    ] {
        let tx = core.db.begin().await?;
        let outcome = tx.execute_unprepared(sql).await;
        tx.rollback().await?;
        match outcome {
            Err(error) if is_forbidden(&error) => {}
            Err(error) => return Err(error.into()),
            Ok(_) => {
                return Ok(Outcome::fail(format!(
                    "The server's database role may {verb} entries of the history."
                )));
            }
        }
    }
    let revived = count(core, REVIVED).await?;
    if revived > 0 {
        return Ok(Outcome::fail(format!(
            "{revived} accounts are named in the ledger of deletions and work on: their history may have been replaced."
        )));
    }
    Ok(Outcome::Pass)
}

async fn count(core: &Core, sql: &str) -> Result<i64> {
    let row = core.db.read().query_one_raw(Statement::from_string(DatabaseBackend::Postgres, sql)).await?;
    Ok(row.map(|row| row.try_get_by_index(0)).transpose()?.unwrap_or_default())
}

/// SQLSTATE 42501, `insufficient_privilege`.
fn is_forbidden(error: &DbErr) -> bool {
    let (DbErr::Exec(RuntimeErr::SqlxError(error)) | DbErr::Query(RuntimeErr::SqlxError(error))) = error
    else {
        return false;
    };
    error.as_database_error().and_then(DatabaseError::code).is_some_and(|code| code == "42501")
}
