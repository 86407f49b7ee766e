//! Every table of an account, as the database itself has them: each has a row before the purge, and none after it (P-57).
//! A table that the purge leaves out is red here, and so is one that nothing fills.

use super::{days, purging::busy};
use crate::{
    Core, on_both,
    privacy::{
        closing::{close, purge_due},
        data_map::{Owner, schema, tables},
    },
};
use realtoros_domain::ids::AccountId;
use sea_orm::{ConnectionTrait, DatabaseBackend, Statement, TransactionTrait, Value};
use std::collections::BTreeMap;
use uuid::Uuid;

/// The tables of accounts whose rows stay, and why.
const STAY: [(&str, &str); 1] =
    [("deletion", "the ledger: numbers only, which keep a backup from bringing the account back")];

/// A table with rows of the account: its columns with their types, and by which of them it is the account's.
struct Owned {
    table: String,
    columns: BTreeMap<String, String>,
    by: (&'static str, Uuid),
}

/// The tables of the account, found by their columns. One that has none of these belongs to the installation.
async fn owned(core: &Core, account: AccountId, member: Uuid) -> Vec<Owned> {
    let mut all: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for ((table, column), kind) in schema(core).await.unwrap() {
        all.entry(table).or_default().insert(column, kind);
    }
    let mut owned = Vec::new();
    for (table, columns) in all {
        let by = match () {
            () if table == "account" => ("id", account.0),
            () if columns.contains_key("account_id") => ("account_id", account.0),
            () if columns.contains_key("member_id") => ("member_id", member),
            () => {
                let mapped = tables().find(|mapped| mapped.name == table).unwrap();
                assert_eq!(mapped.owner, Owner::Installation, "{table}: whose are its rows?");
                continue;
            }
        };
        owned.push(Owned { table, columns, by });
    }
    owned
}

async fn count(core: &Core, Owned { table, by: (column, id), .. }: &Owned) -> i64 {
    let sql = format!("SELECT count(*) FROM \"{table}\" WHERE \"{column}\" = $1");
    let statement = Statement::from_sql_and_values(core.db.backend(), sql, [Value::from(*id)]);
    core.db.read().query_one_raw(statement).await.unwrap().unwrap().try_get_by_index(0).unwrap()
}

/// Some value for a column of that type.
fn value(core: &Core, kind: &str) -> Value {
    match kind {
        "uuid" | "uuid_text" => core.new_id().into(),
        "bigint" => 1_i64.into(),
        "integer" => 1_i32.into(),
        "boolean" => true.into(),
        "blob" | "bytea" => vec![7_u8; 8].into(),
        "text" | "character varying" => "x".into(),
        other if other.starts_with("varchar") => "x".into(),
        other => panic!("no value is known for a column of type {other}"),
    }
}

/// Puts a row of the account into a table, with something in every column.
async fn fill(core: &Core, account: AccountId, member: Uuid, owned: &Owned) {
    let backend = core.db.backend();
    let values = owned.columns.iter().map(|(column, kind)| match column.as_str() {
        "account_id" => account.0.into(),
        "member_id" => member.into(),
        _ => value(core, kind),
    });
    let values: Vec<Value> = values.collect();
    let columns = owned.columns.keys().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ");
    let places = (1..=values.len()).map(|at| format!("${at}")).collect::<Vec<_>>().join(", ");
    let sql = format!("INSERT INTO \"{}\" ({columns}) VALUES ({places})", owned.table);
    let owner = core.db.as_owner().await.unwrap();
    let tx = owner.begin().await.unwrap();
    if backend == DatabaseBackend::Postgres {
        tx.execute_unprepared("SELECT set_config('realtoros.account', '*', true)").await.unwrap();
    }
    let filled = tx.execute_raw(Statement::from_sql_and_values(backend, sql, values)).await;
    assert!(filled.is_ok(), "{} cannot be filled: {filled:?}", owned.table);
    tx.commit().await.unwrap();
}

on_both!(p57_every_table_of_an_account_has_rows_before_the_purge_and_none_after_it, core, {
    let scope = busy(&core).await;
    let account = scope.account;
    let sql = "SELECT id FROM member WHERE account_id = $1";
    let statement = Statement::from_sql_and_values(core.db.backend(), sql, [Value::from(account.0)]);
    let member: Uuid =
        core.db.read().query_one_raw(statement).await.unwrap().unwrap().try_get_by_index(0).unwrap();
    close(&core, &scope, None).await.unwrap();

    let owned = owned(&core, account, member).await;
    assert!(owned.len() > 30, "{}", owned.len());
    for one in &owned {
        if count(&core, one).await == 0 {
            fill(&core, account, member, one).await;
        }
        assert!(count(&core, one).await > 0, "{} has nothing to be deleted", one.table);
    }
    core.clock.advance(days(30));
    assert_eq!(purge_due(&core).await.unwrap().purged, 1);
    for one in &owned {
        let left = count(&core, one).await;
        match STAY.iter().find(|(table, _)| *table == one.table) {
            Some((table, why)) => assert!(left > 0, "{table} stays: {why}"),
            None => assert_eq!(left, 0, "{} is left", one.table),
        }
    }
});
