use super::{Category, Column, Erasure, Form, Owner, Retention, Subject, Table, tables};
use crate::{Core, on_both};
use sea_orm::{ConnectionTrait, DatabaseBackend, Statement};
use std::collections::{BTreeMap, BTreeSet};

/// SeaORM's own list of applied migrations: names and times of our code, nothing of anybody.
const NOT_OURS: &str = "seaql_migrations";

/// The type of every column of the migrated database, in lower case.
async fn schema(core: &Core) -> BTreeMap<(String, String), String> {
    let sql = match core.db.backend() {
        DatabaseBackend::Sqlite => {
            "SELECT m.name AS t, p.name AS c, lower(p.type) AS k FROM sqlite_master m \
             JOIN pragma_table_info(m.name) p WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'"
        }
        _ => {
            "SELECT table_name::text AS t, column_name::text AS c, lower(data_type)::text AS k \
             FROM information_schema.columns WHERE table_schema = current_schema()"
        }
    };
    let statement = Statement::from_string(core.db.backend(), sql);
    let rows = core.db.read().query_all_raw(statement).await.unwrap();
    rows.iter()
        .map(|row| {
            let text = |name| row.try_get::<String>("", name).unwrap();
            ((text("t"), text("c")), text("k"))
        })
        .filter(|((table, _), _)| table != NOT_OURS)
        .collect()
}

fn columns() -> impl Iterator<Item = (&'static Table, &'static Column)> {
    tables().flat_map(|table| table.columns.iter().map(move |column| (table, column)))
}

on_both!(p03_the_map_names_every_column_and_no_other, core, {
    let schema = schema(&core).await;
    let real: BTreeSet<(&str, &str)> = schema.keys().map(|(t, c)| (t.as_str(), c.as_str())).collect();
    let mapped: BTreeSet<(&str, &str)> = columns().map(|(t, c)| (t.name, c.name)).collect();
    assert_eq!(real.difference(&mapped).collect::<Vec<_>>(), Vec::<&(&str, &str)>::new(), "not in the map");
    assert_eq!(
        mapped.difference(&real).collect::<Vec<_>>(),
        Vec::<&(&str, &str)>::new(),
        "not in the database"
    );
    assert_eq!(mapped.len(), columns().count(), "a column is in the map twice");
});

on_both!(p01_what_is_sealed_or_hashed_is_bytes_and_nothing_else_is, core, {
    for ((table, column), kind) in schema(&core).await {
        let (_, entry) = columns().find(|(t, c)| t.name == table && c.name == column).unwrap();
        let bytes = kind.starts_with("blob") || kind == "bytea";
        assert_eq!(bytes, entry.form != Form::Plain, "{table}.{column} is {kind}");
    }
});

#[test]
fn p06_every_table_about_a_person_belongs_to_an_account() {
    for table in tables().filter(|table| table.categories().next().is_some()) {
        let has = |name| table.columns.iter().any(|column| column.name == name);
        match table.owner {
            Owner::AccountId => assert!(has("account_id"), "{}", table.name),
            Owner::Itself => assert_eq!(table.name, "account"),
            Owner::Member => assert!(has("member_id"), "{}", table.name),
            // Before somebody has signed in, there is no account yet.
            Owner::Installation => assert_eq!(table.subject, Subject::Visitor, "{}", table.name),
        }
    }
}

#[test]
fn p17_no_column_is_without_a_purpose() {
    for (table, column) in columns() {
        assert!(!column.purposes.is_empty() && !column.what.is_empty(), "{}.{}", table.name, column.name);
    }
}

#[test]
fn p59_everything_personal_that_can_be_read_is_exported() {
    for (table, column) in columns().filter(|(_, column)| column.category != Category::Operational) {
        let secret = table.name == "data_key";
        let expected = column.form != Form::Hashed && !secret;
        assert_eq!(column.exported, expected, "{}.{}", table.name, column.name);
    }
}

#[test]
fn p62_erasing_a_lead_leaves_no_sealed_column_about_them() {
    for (table, column) in columns().filter(|(table, _)| table.subject == Subject::Lead) {
        let goes = matches!(table.erasure, Erasure::Delete | Erasure::DeleteAndDestroyKey);
        assert!(goes || column.form != Form::Sealed, "{}.{}", table.name, column.name);
        assert_eq!(goes, table.retention == Retention::Lead, "{}", table.name);
    }
}
