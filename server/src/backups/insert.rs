//! Writing the rows of a backup into a database.

use super::{
    kept::on_conflict,
    rows::{Kind, Line},
};
use crate::{
    Error, Result,
    privacy::data_map::{Erasure, Table, tables},
};
use sea_orm::{
    ConnectionTrait, DatabaseTransaction,
    sea_query::{Expr, OnConflict, Query},
};
use serde_json::Value;
use std::collections::BTreeMap;

/// How many rows one statement carries.
const BATCH: usize = 200;

/// The table of certificates, which stay whatever is restored.
pub(super) const CERTIFICATES: &str = "purge_certificate";

/// The table of versions of the master key: a rotation is never taken back.
pub(super) const MASTER_KEYS: &str = "master_key";

/// Whether rows of this table stay as they are, whatever is restored: the proof of what was erased, and which versions
/// of the master key there are.
pub(super) fn is_proof(table: &Table) -> bool {
    table.erasure == Erasure::KeepAsProof || table.name == CERTIFICATES || table.name == MASTER_KEYS
}

/// A table and how its columns hold their values, as the database has them now.
struct Target {
    table: &'static Table,
    columns: Vec<(&'static str, Kind)>,
}

/// Takes lines in and writes rows.
pub(super) struct Loader<'a> {
    tx: &'a DatabaseTransaction,
    kinds: &'a BTreeMap<(String, String), String>,
    target: Option<Target>,
    batch: Vec<Vec<Value>>,
    keep_known: bool,
    written: u64,
}

impl<'a> Loader<'a> {
    /// A loader into `tx`. With `keep_known`, a row whose number is there already stays as it is.
    pub(super) fn new(
        tx: &'a DatabaseTransaction,
        kinds: &'a BTreeMap<(String, String), String>,
        keep_known: bool,
    ) -> Self {
        Self { tx, kinds, target: None, batch: Vec::new(), keep_known, written: 0 }
    }

    /// Takes one line.
    pub(super) async fn line(&mut self, line: Line) -> Result<()> {
        match line {
            Line::Table(name, columns) => {
                self.flush().await?;
                self.target = Some(self.target_of(&name, &columns)?);
            }
            Line::Row(values) => {
                self.batch.push(values);
                if self.batch.len() >= BATCH {
                    self.flush().await?;
                }
            }
        }
        Ok(())
    }

    /// Writes what is left; returns how many rows there were in all; with `keep_known` those that are new.
    pub(super) async fn finish(mut self) -> Result<u64> {
        self.flush().await?;
        Ok(self.written)
    }

    fn target_of(&self, name: &str, columns: &[String]) -> Result<Target> {
        let unknown =
            || Error::Refused("A newer version of RealtorOS made this backup: use that one.".to_owned());
        let table = tables().find(|table| table.name == name).ok_or_else(unknown)?;
        let column = |wanted: &String| {
            let column = table.columns.iter().find(|column| column.name == wanted).ok_or_else(unknown)?;
            let kind = self.kinds.get(&(name.to_owned(), wanted.clone())).ok_or_else(unknown)?;
            Ok((column.name, Kind::of(kind, self.tx.get_database_backend())?))
        };
        Ok(Target { table, columns: columns.iter().map(column).collect::<Result<_>>()? })
    }

    async fn flush(&mut self) -> Result<()> {
        if self.batch.is_empty() {
            return Ok(());
        }
        let shape = || Error::Internal("the rows of the backup belong to no table".to_owned());
        let Target { table, columns } = self.target.as_ref().ok_or_else(shape)?;
        let rows = u64::try_from(self.batch.len()).unwrap_or_default();
        let mut insert = Query::insert();
        insert.into_table(table.name).columns(columns.iter().map(|(name, _)| *name));
        for values in self.batch.drain(..) {
            if values.len() != columns.len() {
                return Err(shape());
            }
            let bound =
                columns.iter().zip(&values).map(|((_, kind), value)| Ok(Expr::val(kind.bind(value)?)));
            insert.values(bound.collect::<Result<Vec<_>>>()?).map_err(|_| shape())?;
        }
        if self.keep_known {
            insert.on_conflict(OnConflict::new().do_nothing().to_owned());
        } else if let Some(known) = on_conflict(table, columns.iter().map(|(name, _)| *name)) {
            insert.on_conflict(known);
        }
        let fresh = self.tx.execute(&insert).await?.rows_affected();
        self.written += if self.keep_known { fresh } else { rows };
        Ok(())
    }
}
