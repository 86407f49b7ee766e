//! What of the data map belongs to an account, in the order in which it goes (P-57).

use crate::{
    Result,
    privacy::data_map::{Erasure, Owner, Table, tables},
    vault::{Place, rotation::homes},
};
use realtoros_domain::ids::AccountId;
use sea_orm::{ConnectionTrait, DatabaseBackend, Statement, Value};
use std::collections::BTreeMap;

/// How many rows one statement deletes, so that others who write wait for moments only.
const BATCH: u32 = 5_000;

/// What goes with the account itself, in the last transaction: until then it says how far the purge is, and what was
/// done.
const LAST: [&str; 3] = ["audit_entry", "audit_head", "account_closing"];

/// Every table with rows of accounts that go with them, in the order in which they go: first what is found through
/// members, last the account itself.
pub(super) fn all() -> Vec<&'static Table> {
    let rank = |table: &Table| match table.owner {
        Owner::Member => 0,
        Owner::AccountId if LAST.contains(&table.name) => 2,
        Owner::AccountId => 1,
        Owner::Itself => 3,
        Owner::Installation => 4,
    };
    let mut all: Vec<_> = tables()
        .filter(|table| table.owner != Owner::Installation && table.erasure != Erasure::KeepAsProof)
        .collect();
    all.sort_by_key(|table| rank(table));
    all
}

/// The tables whose rows are deleted in batches, in their order.
pub(super) fn in_batches() -> impl Iterator<Item = &'static Table> {
    all().into_iter().filter(|table| table.owner != Owner::Itself && !LAST.contains(&table.name))
}

/// Which rows of the table are the account's.
const fn whose(table: &Table) -> &'static str {
    match table.owner {
        Owner::AccountId => "account_id = $1",
        Owner::Itself => "id = $1",
        Owner::Member => "member_id IN (SELECT id FROM member WHERE account_id = $1)",
        Owner::Installation => "false",
    }
}

fn statement(conn: &impl ConnectionTrait, sql: String, account: AccountId) -> Statement {
    Statement::from_sql_and_values(conn.get_database_backend(), sql, [Value::from(account.0)])
}

/// Deletes some of the account's rows; returns how many. Zero: none is left.
pub(super) async fn delete_some(
    conn: &impl ConnectionTrait,
    table: &Table,
    account: AccountId,
) -> Result<u64> {
    let row = if conn.get_database_backend() == DatabaseBackend::Sqlite { "rowid" } else { "ctid" };
    let (name, whose) = (table.name, whose(table));
    let sql = format!(
        "DELETE FROM \"{name}\" WHERE {row} IN (SELECT {row} FROM \"{name}\" WHERE {whose} LIMIT {BATCH})"
    );
    Ok(conn.execute_raw(statement(conn, sql, account)).await?.rows_affected())
}

/// How many rows of the account there are, by table; tables without any are left out.
pub(super) async fn counts(
    conn: &impl ConnectionTrait,
    account: AccountId,
) -> Result<BTreeMap<&'static str, u64>> {
    let mut counts = BTreeMap::new();
    for table in all() {
        let sql = format!("SELECT count(*) FROM \"{}\" WHERE {}", table.name, whose(table));
        let row = conn.query_one_raw(statement(conn, sql, account)).await?;
        let rows: i64 = row.map(|row| row.try_get_by_index(0)).transpose()?.unwrap_or_default();
        if rows > 0 {
            counts.insert(table.name, rows.unsigned_abs());
        }
    }
    Ok(counts)
}

/// A sealed value of the account, as it lies in the database, with the place in which it opens.
pub(super) type Sample = (Place, Vec<u8>);

/// One sealed value of each column that has any, kept aside in memory: what must not open any more afterwards.
pub(super) async fn samples(conn: &impl ConnectionTrait, account: AccountId) -> Result<Vec<Sample>> {
    let mut samples = Vec::new();
    for home in homes() {
        let (table, column) = (home.table, home.column);
        let sql = format!(
            "SELECT {}, \"{column}\" FROM \"{table}\" WHERE {} = $1 AND \"{column}\" IS NOT NULL LIMIT 1",
            home.keys.join(", "),
            home.account
        );
        if let Some(found) = conn.query_one_raw(statement(conn, sql, account)).await? {
            let (row, _) = (home.row)(&found)?;
            samples.push((Place { account, table, row }, found.try_get("", column)?));
        }
    }
    Ok(samples)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn p57_the_order_is_made_from_the_data_map_and_leaves_no_table_out() {
        let order = all();
        let mapped = tables()
            .filter(|table| table.columns.iter().any(|column| column.name == "account_id"))
            .filter(|table| table.erasure != Erasure::KeepAsProof);
        for table in mapped {
            assert!(order.iter().any(|it| it.name == table.name), "{}", table.name);
        }
        let at = |name| order.iter().position(|table| table.name == name).unwrap();
        assert!(at("session") < at("member"), "sessions are found through their members");
        assert!(at("lead") < at("audit_entry") && at("audit_entry") < at("account"));
        assert_eq!(at("account"), order.len() - 1);
    }
}
