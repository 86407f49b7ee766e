//! Where sealed columns live: by what their rows are found, and what their bytes are bound to.
//!
//! The data map says which columns are sealed, and the bytes themselves say by which key, so no table can be forgotten.
//! Almost every row is found by `id` and bound to it. The few that are not are listed here; one that is neither does not
//! open, and the rotation stops with its name instead of losing it.

use crate::{
    exports::part_row,
    imports::chunk_row,
    privacy::data_map::{Form, Owner, tables},
};
use sea_orm::{DbErr, QueryResult, Value};
use uuid::Uuid;

/// What a row's bytes are bound to, and the values by which it is found.
type Found = fn(&QueryResult) -> Result<(Uuid, Vec<Value>), DbErr>;

/// A sealed column of rows that belong to accounts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Home {
    /// Which table.
    pub table: &'static str,
    /// Which column.
    pub column: &'static str,
    /// The column that holds the account.
    pub account: &'static str,
    /// What finds one row.
    pub keys: &'static [&'static str],
    /// What the bytes of a row are bound to, and the values of `keys`.
    pub row: Found,
}

impl Home {
    /// Whether rows can be walked through in the order of one id.
    pub(super) fn has_id(&self) -> bool {
        self.keys == ["id"]
    }
}

/// Every sealed column of accounts' rows; wrapped keys are changed on their own.
pub(crate) fn homes() -> impl Iterator<Item = Home> {
    tables().filter(|table| table.name != "data_key").flat_map(|table| {
        let account = match table.owner {
            Owner::AccountId => Some("account_id"),
            Owner::Itself => Some("id"),
            Owner::Member | Owner::Installation => None,
        };
        table.columns.iter().filter(|column| column.form == Form::Sealed).filter_map(move |column| {
            let (keys, row) = finder(table.name);
            Some(Home { table: table.name, column: column.name, account: account?, keys, row })
        })
    })
}

fn finder(table: &str) -> (&'static [&'static str], Found) {
    match table {
        "channel_settings" => (&["account_id"], by_account),
        "import_chunk" => (&["import_id", "seq"], by_chunk),
        "export_chunk" => (&["export_id", "seq"], by_part),
        _ => (&["id"], by_id),
    }
}

fn by_id(found: &QueryResult) -> Result<(Uuid, Vec<Value>), DbErr> {
    let id: Uuid = found.try_get("", "id")?;
    Ok((id, vec![id.into()]))
}

fn by_account(found: &QueryResult) -> Result<(Uuid, Vec<Value>), DbErr> {
    let id: Uuid = found.try_get("", "account_id")?;
    Ok((id, vec![id.into()]))
}

fn by_chunk(found: &QueryResult) -> Result<(Uuid, Vec<Value>), DbErr> {
    let (import, seq): (Uuid, i32) = (found.try_get("", "import_id")?, found.try_get("", "seq")?);
    Ok((chunk_row(import, seq.unsigned_abs()), vec![import.into(), seq.into()]))
}

fn by_part(found: &QueryResult) -> Result<(Uuid, Vec<Value>), DbErr> {
    let (export, seq): (Uuid, i64) = (found.try_get("", "export_id")?, found.try_get("", "seq")?);
    Ok((part_row(export, seq), vec![export.into(), seq.into()]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn p01_every_sealed_column_of_an_account_is_found_by_something_that_it_has() {
        let mut seen = 0;
        for home in homes() {
            seen += 1;
            let table = tables().find(|table| table.name == home.table).unwrap();
            for key in home.keys.iter().chain([&home.account]) {
                let has = table.columns.iter().any(|column| column.name == *key);
                assert!(has, "{}.{} is not found by {key}: say in homes.rs by what", home.table, home.column);
            }
        }
        let sealed = |table: &&crate::privacy::data_map::Table| {
            table.columns.iter().any(|column| column.form == Form::Sealed)
        };
        assert!(seen + 1 >= tables().filter(|table| table.owner == Owner::AccountId).filter(sealed).count());
    }
}
