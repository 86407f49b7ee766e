//! The database schema of RealtorOS, step by step.
//!
//! Rules: a step that has landed is never edited; a new one is added (expand first, contract in a later release).
//! Every instant is `i64` milliseconds since 1970 UTC, every id a UUID, money `i64` cents. Whatever is personal
//! lives in a `sealed` column (see `server::vault`) or as a keyed hash in an `…_index` column. A new column needs
//! an entry in the data map (`server::privacy::data_map`), or the tests fail (P-03).

use sea_orm_migration::{MigrationTrait, MigratorTrait, async_trait};

mod m0001;
mod m0003;
mod m0004;
mod m0005;
mod m0006;
mod m0007;
mod m0008;
mod m0009;
mod m0010;
mod m0011;
mod m0012;
mod m0013;
mod m0014;
mod m0016;
mod table;

/// What stands around accounts and the audit chain on PostgreSQL: row level security and the role that serves. Run it
/// as the owner after the last step, each time: tables that later steps add get their wall from it.
pub const WALLS: &str = include_str!("walls.sql");

/// Brings a database to the present schema.
#[derive(Debug)]
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001::Migration),
            Box::new(m0003::Migration),
            Box::new(m0004::Migration),
            Box::new(m0005::Migration),
            Box::new(m0006::Migration),
            Box::new(m0007::Migration),
            Box::new(m0008::Migration),
            Box::new(m0009::Migration),
            Box::new(m0010::Migration),
            Box::new(m0011::Migration),
            Box::new(m0012::Migration),
            Box::new(m0013::Migration),
            Box::new(m0014::Migration),
            Box::new(m0016::Migration),
        ]
    }
}
