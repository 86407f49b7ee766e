//! How the rows about one lead are found in a table.

use crate::privacy::data_map::{Owner, Subject, Table};

/// How the rows about one lead are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// The row is the lead.
    Itself,
    /// By the column that names the lead.
    Column(&'static str),
    /// By the request that they belong to.
    Request,
    /// By the keyed hash of an address of the lead.
    Address,
    /// No row of it is about one lead: files and their parts, whose rows became leads, and hashes of who was erased.
    Nobody,
}

/// How the rows about one lead are found in `table`.
pub fn reach(table: &Table) -> Reach {
    let has = |name: &str| table.columns.iter().any(|column| column.name == name);
    if table.subject != Subject::Lead || table.owner != Owner::AccountId {
        return Reach::Nobody;
    }
    match table.name {
        "lead" => Reach::Itself,
        "lead_merge" => Reach::Column("kept_id"),
        "suppression" | "number_scrub" => Reach::Address,
        "privacy_request_event" => Reach::Request,
        _ if has("lead_id") => Reach::Column("lead_id"),
        _ => Reach::Nobody,
    }
}
