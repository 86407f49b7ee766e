//! A value is planted into every column of every table, by the data map; each must come out, and once.

use super::{Kept, unzip};
use crate::{
    Core, Scope,
    exports::pack::{
        Order, pack_data,
        source::{Bound, Key, LeadBy, Source, sources},
        value::is_instant,
    },
    on_both,
    privacy::data_map::{self, Column, Form, Owner, tables},
    testing,
    vault::{DataKey, KeyOwner, Place},
};
use realtoros_domain::ids::{AccountId, LeadId, UserId};
use sea_orm::{ConnectionTrait, DatabaseBackend, Value as Sql, sea_query::Query};
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// What is planted, and what must come out of it.
struct Planted {
    expected: HashMap<(&'static str, String), Value>,
    texts: Vec<String>,
}

struct Planter<'a> {
    core: &'a Core,
    account: AccountId,
    lead: Uuid,
    member: Uuid,
    keys: HashMap<&'static str, DataKey>,
    types: BTreeMap<(String, String), String>,
    n: i64,
    planted: Planted,
}

impl<'a> Planter<'a> {
    async fn new(core: &'a Core, scope: &Scope) -> Self {
        let (account, lead, member) = (scope.account, core.new_id(), core.new_id());
        let tx = core.db.begin().await.unwrap();
        let account_key = core.vault.key(&tx, KeyOwner::Account(account)).await.unwrap();
        let of_lead = core.vault.make(&account_key, KeyOwner::Lead(account, LeadId(lead)), 0).unwrap();
        let of_member = core.vault.make(&account_key, KeyOwner::Member(account, UserId(member)), 0).unwrap();
        let platform = core.vault.key(&tx, KeyOwner::Platform).await.unwrap();
        let keys = HashMap::from([
            ("account", account_key),
            ("lead", of_lead.key.clone()),
            ("member", of_member.key.clone()),
            ("platform", platform),
        ]);
        core.vault.store(&tx, vec![of_lead, of_member]).await.unwrap();
        tx.commit().await.unwrap();
        let planted = Planted { expected: HashMap::new(), texts: Vec::new() };
        let types = data_map::schema(core).await.unwrap();
        Self { core, account, lead, member, keys, types, n: 0, planted }
    }

    /// One row, with something of its own in every column.
    async fn plant(&mut self, source: &Source) {
        let table = source.table.name;
        let mut ids: HashMap<&'static str, Sql> = HashMap::new();
        let mut row: Vec<(&'static str, Sql)> = Vec::new();
        for column in source.table.columns.iter().filter(|column| column.form != Form::Sealed) {
            let value = self.value(table, column);
            ids.insert(column.name, value.clone());
            row.push((column.name, value));
        }
        for column in source.table.columns.iter().filter(|column| column.form == Form::Sealed) {
            let word = format!("planted-{table}-{}", column.name);
            let place = Place {
                account: if source.key == Key::Platform { AccountId(Uuid::nil()) } else { self.account },
                table,
                row: bound(source, &ids),
            };
            let plain = serde_json::to_vec(&json!({ "planted": word })).unwrap();
            let sealed = self.key(source).seal_bytes(place, &plain).unwrap();
            row.push((column.name, sealed.into()));
            if column.exported {
                let name = if column.name == "sealed" { "content" } else { column.name };
                self.planted.expected.insert((table, name.to_owned()), json!({ "planted": word }));
                self.planted.texts.push(word);
            }
        }
        let mut insert = Query::insert();
        insert.into_table(table).columns(row.iter().map(|(name, _)| *name));
        insert.values_panic(row.into_iter().map(|(_, value)| value.into()));
        let planted = self.core.db.write().execute(&insert).await;
        planted.unwrap_or_else(|error| panic!("{table}: {error}"));
    }

    fn key(&self, source: &Source) -> &DataKey {
        &self.keys[match source.key {
            Key::Account => "account",
            Key::Lead(_) => "lead",
            Key::Member(_) => "member",
            Key::Platform => "platform",
        }]
    }

    fn value(&mut self, table: &'static str, column: &Column) -> Sql {
        self.n += 1;
        let name = column.name;
        let kind = self.types[&(table.to_owned(), name.to_owned())].clone();
        let (value, expected): (Sql, Value) = if kind.starts_with("uuid") {
            let id = match (table, name) {
                ("lead", "merged_into") => return Sql::Uuid(None),
                ("lead", "id") | (_, "lead_id" | "kept_id" | "subject_id") => self.lead,
                ("member", "id") | (_, "member_id") => self.member,
                (_, "account_id") => self.account.0,
                _ => self.core.new_id(),
            };
            (id.into(), id.to_string().into())
        } else if kind.starts_with("bool") {
            (true.into(), true.into())
        } else if kind.starts_with("blob") || kind == "bytea" {
            (vec![u8::try_from(self.n % 250).unwrap(); 32].into(), Value::Null)
        } else if kind.contains("int") {
            let instant = is_instant(name);
            let number = if instant { 1_700_000_000_000 + self.n * 1_000 } else { self.n };
            let shown = if instant {
                crate::clock::from_millis(number).to_rfc3339_opts(chrono::SecondsFormat::Millis, true).into()
            } else {
                number.into()
            };
            let is_short = kind == "integer" && self.core.db.backend() == DatabaseBackend::Postgres;
            let value = if is_short { i32::try_from(number).unwrap().into() } else { number.into() };
            (value, shown)
        } else if (table, name) == ("lead", "stage") {
            ("active".into(), "active".into())
        } else {
            let word = format!("planted-{table}-{name}");
            if column.exported {
                self.planted.texts.push(word.clone());
            }
            (word.clone().into(), word.into())
        };
        if column.exported {
            self.planted.expected.insert((table, name.to_owned()), expected);
        }
        value
    }
}

fn bound(source: &Source, row: &HashMap<&'static str, Sql>) -> Uuid {
    let id = |column: &str| match &row[column] {
        Sql::Uuid(Some(id)) => *id,
        other => panic!("{column} is {other:?}"),
    };
    match source.bound {
        Bound::Column(column) => id(column),
        Bound::Half(column) => match &row[column] {
            Sql::Bytes(Some(bytes)) => Uuid::from_slice(&bytes[..16]).unwrap(),
            other => panic!("{column} is {other:?}"),
        },
        Bound::Part(file, number) => {
            let part = match &row[number] {
                Sql::Int(Some(part)) => i64::from(*part),
                Sql::BigInt(Some(part)) => *part,
                other => panic!("{number} is {other:?}"),
            };
            Uuid::from_u128(id(file).as_u128() ^ (u128::try_from(part).unwrap() + 1))
        }
    }
}

async fn data(core: &Core, account: AccountId, lead: Option<LeadId>) -> String {
    let mut kept = Kept::default();
    let order = Order { account, lead, made_at: core.now() };
    Box::pin(pack_data(core, &order, &mut kept)).await.unwrap();
    String::from_utf8(unzip(kept.0).remove("data.json").unwrap()).unwrap()
}

fn records<'a>(data: &'a Value, table: &str) -> &'a [Value] {
    data["tables"][table].as_array().map_or(&[], Vec::as_slice)
}

on_both!(p59_every_column_of_the_data_map_is_in_the_export_once, core, {
    let scope = testing::account(&core).await;
    let other = testing::account(&core).await;
    let mut planter = Planter::new(&core, &scope).await;
    let sources = sources().expect("every table of the data map has an exporter");
    for source in sources.iter().filter(|source| source.table.owner != Owner::Itself) {
        planter.plant(source).await;
    }
    let (lead, planted) = (LeadId(planter.lead), planter.planted);

    let text = data(&core, scope.account, None).await;
    let whole: Value = serde_json::from_str(&text).expect("data.json is JSON");
    assert_eq!((&whole["format"], &whole["version"]), (&json!("realtoros-export"), &json!(1)));
    for source in &sources {
        let rows = records(&whole, source.table.name);
        assert_eq!(rows.len(), 1, "{}", source.table.name);
        let is_exported = |column: &&Column| column.exported;
        for column in source.table.columns.iter().filter(is_exported) {
            let name = if column.name == "sealed" { "content" } else { column.name };
            let found =
                rows[0].get(name).unwrap_or_else(|| panic!("{}.{name} is missing", source.table.name));
            if source.table.owner != Owner::Itself {
                let expected = &planted.expected[&(source.table.name, name.to_owned())];
                assert_eq!(found, expected, "{}.{name}", source.table.name);
            }
        }
    }
    for word in &planted.texts {
        assert_eq!(text.matches(&format!("\"{word}\"")).count(), 1, "{word}");
    }

    let of_lead: Value = serde_json::from_str(&data(&core, scope.account, Some(lead)).await).unwrap();
    for source in &sources {
        // The planted lead has no address by which an opt-out or a comparison could be found.
        let expected = usize::from(source.lead.is_some() && source.lead != Some(LeadBy::Address));
        assert_eq!(records(&of_lead, source.table.name).len(), expected, "{}", source.table.name);
    }

    let elsewhere = data(&core, other.account, None).await;
    assert!(!elsewhere.contains("planted-"), "nothing of another account is in an export (P-35)");
});

#[test]
fn p59_every_table_of_the_data_map_has_an_exporter_or_nothing_to_export() {
    let exported: Vec<&str> = sources().unwrap().iter().map(|source| source.table.name).collect();
    for table in tables().filter(|table| table.owner != Owner::Installation) {
        let carries = table.columns.iter().any(|column| column.exported);
        assert_eq!(exported.contains(&table.name), carries, "{}", table.name);
    }
}
