use super::{Category, Erasure, Form, Owner, Retention, Subject, columns, differences, schema, tables};
use crate::on_both;
use sea_orm::ConnectionTrait;

on_both!(p03_the_map_names_every_column_and_no_other, core, {
    assert_eq!(differences(&core).await.unwrap(), Vec::<String>::new());
    assert_eq!(schema(&core).await.unwrap().len(), columns().count(), "a column is in the map twice");
    let owner = core.db.as_owner().await.unwrap();
    owner.execute_unprepared("CREATE TABLE planted (id INTEGER PRIMARY KEY)").await.unwrap();
    assert_eq!(differences(&core).await.unwrap(), ["planted.id"]);
});

on_both!(p01_what_is_sealed_or_hashed_is_bytes_and_nothing_else_is, core, {
    for ((table, column), kind) in schema(&core).await.unwrap() {
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
        // Keys would undo the sealing, an export that held exports would never end, and the secret of a second step would
        // take it.
        let never =
            matches!((table.name, column.name), ("data_key" | "export_chunk", _) | ("second_step", "sealed"));
        let expected = column.form != Form::Hashed && !never;
        assert_eq!(column.exported, expected, "{}.{}", table.name, column.name);
    }
}

#[test]
fn p62_erasing_a_lead_leaves_no_sealed_column_about_them() {
    for (table, column) in columns().filter(|(table, _)| table.subject == Subject::Lead) {
        let goes = matches!(
            table.erasure,
            Erasure::Delete | Erasure::DeleteButWayOut | Erasure::DeleteAndDestroyKey
        );
        assert!(goes || column.form != Form::Sealed, "{}.{}", table.name, column.name);
        assert_eq!(goes, table.retention == Retention::Lead, "{}", table.name);
    }
}
