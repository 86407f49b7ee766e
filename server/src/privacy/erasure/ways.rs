//! How the rows about a lead are found in each table, made from the data map: a table about leads without a way here
//! fails the tests.

use crate::{
    Result,
    privacy::data_map::{Erasure, Subject, Table, tables},
};
use realtoros_domain::ids::{AccountId, LeadId};
use sea_orm::{
    Condition, ConnectionTrait, ExprTrait,
    sea_query::{Expr, Query},
};
use std::collections::BTreeMap;

/// How the rows about a lead are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// They name the lead in one of these columns, and go.
    Named(&'static [&'static str]),
    /// The same, but for the way out of newsletters (P-52).
    NamedButWayOut,
    /// They are sealed under the account's key and are gone through one by one (`imports::forget_person`).
    GoneThrough,
    /// They are about a number and go once no lead has it any more (`do_not_call::forget_numbers`).
    ByNumber,
    /// They hold keyed hashes only and stay (policy tension T4).
    Stays,
    /// They say how files are built, and nothing of anybody.
    Nobody,
}

/// The way of a table; `None` for one that nobody has thought of.
pub fn way(table: &Table) -> Option<Way> {
    let names_lead = table.columns.iter().any(|column| column.name == "lead_id");
    match (table.name, table.erasure) {
        (_, Erasure::KeepUntilAccountEnds | Erasure::KeepAsProof) => Some(Way::Stays),
        (_, Erasure::DeleteButWayOut) if names_lead => Some(Way::NamedButWayOut),
        ("lead", _) => Some(Way::Named(&["id"])),
        ("lead_merge", _) => Some(Way::Named(&["kept_id", "merged_id"])),
        ("import" | "import_chunk" | "import_row", _) => Some(Way::GoneThrough),
        ("import_mapping", _) => Some(Way::Nobody),
        ("number_scrub" | "number_scrub_part", _) => Some(Way::ByNumber),
        _ if names_lead => Some(Way::Named(&["lead_id"])),
        _ => None,
    }
}

/// Deletes every row that names one of these leads; says how many of which table.
pub async fn delete(
    tx: &impl ConnectionTrait,
    account: AccountId,
    leads: &[LeadId],
) -> Result<BTreeMap<&'static str, u64>> {
    let ids: Vec<_> = leads.iter().map(|lead| lead.0).collect();
    let mut counts = BTreeMap::new();
    for table in tables().filter(|table| table.subject == Subject::Lead) {
        let (columns, keep): (&[&str], bool) = match way(table) {
            Some(Way::Named(columns)) => (columns, false),
            Some(Way::NamedButWayOut) => (&["lead_id"], true),
            Some(Way::GoneThrough | Way::ByNumber | Way::Stays | Way::Nobody) | None => continue,
        };
        let named = columns
            .iter()
            .fold(Condition::any(), |any, column| any.add(Expr::col(*column).is_in(ids.iter().copied())));
        let mut delete = Query::delete();
        delete.from_table(table.name).and_where(Expr::col("account_id").eq(account.0)).cond_where(named);
        if keep {
            delete.and_where(Expr::col("purpose").ne("unsubscribe"));
        }
        let gone = tx.execute(&delete).await?.rows_affected();
        counts.insert(table.name, gone);
    }
    Ok(counts)
}
