//! The data map: every column of the database with the policy's category, what it is, what it may be used for, how
//! it is kept, for how long, and what erasure does to it (P-03).
//!
//! One file per feature. A column that is not here fails the tests on both databases, so the map cannot fall behind.
//! The public map, the privacy page and the records of processing (GDPR art. 30) are made from it.

mod accounts;
mod assistant;
mod closing;
mod connections;
mod controls;
mod do_not_call;
mod erasure;
mod exports;
mod keys;
mod leads;
mod model;
mod newsletters;
mod notices;
mod outbound;
mod platform;
mod rights;
mod schema;
#[cfg(test)]
mod tests;

pub use model::{Category, Column, Erasure, Form, Owner, Purpose, Retention, Role, Subject, Table};
pub use schema::{differences, schema};

/// Every table.
pub fn tables() -> impl Iterator<Item = &'static Table> {
    [
        accounts::TABLES,
        connections::TABLES,
        leads::TABLES,
        outbound::TABLES,
        assistant::TABLES,
        newsletters::TABLES,
        platform::TABLES,
        controls::TABLES,
        closing::TABLES,
        notices::TABLES,
        erasure::TABLES,
        exports::TABLES,
        keys::TABLES,
        rights::TABLES,
        do_not_call::TABLES,
    ]
    .into_iter()
    .flatten()
}

/// Every column, with its table.
pub fn columns() -> impl Iterator<Item = (&'static Table, &'static Column)> {
    tables().flat_map(|table| table.columns.iter().map(move |column| (table, column)))
}
