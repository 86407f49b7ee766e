//! How the rows of each table are found, ordered and opened. Derived from the data map; only what is out of the ordinary is
//! written down here. A table of the map for which this is not enough fails a test, and every export.

use super::order::unknown;
use crate::{
    Result,
    privacy::data_map::{Column, Form, Owner, Table, tables},
};

/// Whose key seals the rows of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// The account's.
    Account,
    /// That of the lead in this column.
    Lead(&'static str),
    /// That of the member in this column.
    Member(&'static str),
    /// The installation's.
    Platform,
}

/// To which row a seal is bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// The id in this column.
    Column(&'static str),
    /// The first half of the hash in this column.
    Half(&'static str),
    /// A part of a file: the id of the file with the number of the part.
    Part(&'static str, &'static str),
}

/// How the rows about one lead are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeadBy {
    /// By the lead in this column.
    Column(&'static str),
    /// By the hash of an address.
    Address,
    /// The lead acted, or it was done to the lead or to a message of theirs.
    History,
}

/// How a table is read.
#[derive(Clone, Copy, Debug)]
pub struct Source {
    /// The table.
    pub table: &'static Table,
    /// The columns that tell its rows apart, in this order.
    pub order: &'static [&'static str],
    /// Whose key seals them.
    pub key: Key,
    /// To which row a seal is bound.
    pub bound: Bound,
    /// How rows about one lead are found; `None` when none are about one lead.
    pub lead: Option<LeadBy>,
}

impl Source {
    /// The columns that are read: what is exported, ids that lead to other records, and what finding and opening needs.
    pub fn columns(&self) -> impl Iterator<Item = &'static Column> + use<> {
        let (table, order) = (self.table, self.order);
        let needed = [self.key.column(), Some(self.bound.column()), self.bound.number()];
        table.columns.iter().filter(move |column| {
            column.exported
                || is_id(column)
                || order.contains(&column.name)
                || needed.contains(&Some(column.name))
        })
    }
}

impl Key {
    const fn column(self) -> Option<&'static str> {
        match self {
            Self::Lead(column) | Self::Member(column) => Some(column),
            Self::Account | Self::Platform => None,
        }
    }
}

impl Bound {
    const fn column(self) -> &'static str {
        match self {
            Self::Column(column) | Self::Half(column) | Self::Part(column, _) => column,
        }
    }

    const fn number(self) -> Option<&'static str> {
        match self {
            Self::Part(_, number) => Some(number),
            Self::Column(_) | Self::Half(_) => None,
        }
    }
}

/// Whether a column is written although it is no personal data: numbers by which records point to each other.
pub fn is_id(column: &Column) -> bool {
    let points = column.name == "id" || column.name.ends_with("_id") || column.name == "merged_into";
    column.form == Form::Plain && points && column.name != "account_id" && column.name != "key_id"
}

/// How every table that an export carries is read.
pub fn sources() -> Result<Vec<Source>> {
    tables().filter(|table| is_exported(table)).map(source).collect()
}

/// Whether an export carries something of a table. What belongs to no account is nobody's to take away.
pub fn is_exported(table: &Table) -> bool {
    table.owner != Owner::Installation && table.columns.iter().any(|column| column.exported)
}

/// How one table is read.
pub fn source(table: &'static Table) -> Result<Source> {
    let has = |name: &str| table.columns.iter().any(|column| column.name == name);
    let usual = Source {
        table,
        order: &["id"],
        key: if has("lead_id") { Key::Lead("lead_id") } else { Key::Account },
        bound: Bound::Column("id"),
        lead: has("lead_id").then_some(LeadBy::Column("lead_id")),
    };
    let source = match table.name {
        "lead" => Source { key: Key::Lead("id"), lead: Some(LeadBy::Column("id")), ..usual },
        "lead_merge" => Source { key: Key::Lead("kept_id"), lead: Some(LeadBy::Column("kept_id")), ..usual },
        "suppression" | "number_scrub" => Source { lead: Some(LeadBy::Address), ..usual },
        "import_row" => Source { key: Key::Account, ..usual },
        "import_chunk" => {
            Source { order: &["import_id", "seq"], bound: Bound::Part("import_id", "seq"), ..usual }
        }
        "member" => Source { key: Key::Member("id"), ..usual },
        "passkey" => Source { key: Key::Member("member_id"), ..usual },
        "session" => {
            Source { order: &["id_index"], key: Key::Platform, bound: Bound::Half("id_index"), ..usual }
        }
        // One row to an account.
        "channel_settings" | "aggregate_opt_out" | "account_closing" => {
            Source { order: &["account_id"], bound: Bound::Column("account_id"), ..usual }
        }
        "contact_setting" => Source { order: &["account_id", "channel", "kind"], ..usual },
        "retention_rule" => Source { order: &["account_id", "stage"], ..usual },
        "audit_entry" => Source { order: &["seq"], lead: Some(LeadBy::History), ..usual },
        _ => usual,
    };
    let is_sealed = table.columns.iter().any(|column| column.exported && column.form == Form::Sealed);
    let bound = has(source.bound.column());
    if !source.order.iter().all(|name| has(name)) || (is_sealed && !bound) {
        return Err(unknown(&format!("how to read the table {}", table.name)));
    }
    Ok(source)
}
