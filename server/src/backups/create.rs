//! Making a backup: data and keys of one moment, while others work on.

use super::{
    chunks::Writer,
    file,
    manifest::{Manifest, Of},
    rows::{Kind, Line},
};
use crate::{
    Core, Error, Result,
    privacy::{
        data_map::{Retention, Table, schema, tables},
        erasure::{self, Extent},
    },
};
use futures::TryStreamExt;
use realtoros_domain::closing::BackupKind;
use sea_orm::{ConnectionTrait, DatabaseTransaction, Statement, StreamTrait};
use std::{collections::BTreeMap, path::PathBuf};
use uuid::Uuid;

/// The table of wrapped keys.
pub(super) const KEYS: &str = "data_key";
/// The table that says which backup a database was made from. It belongs to the installation, not to its data.
pub(super) const RESTORED: &str = "restored";

/// A backup that has been made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Created {
    /// Its number.
    pub id: Uuid,
    /// How many rows of data.
    pub rows: u64,
    /// How many wrapped keys, which are kept apart.
    pub keys: u64,
}

/// The tables that a backup of this kind holds.
pub(super) fn tables_of(kind: BackupKind) -> Vec<&'static Table> {
    let is_passing = |table: &&Table| {
        matches!(table.retention, Retention::Session | Retention::Moment | Retention::Confirmation)
    };
    match kind {
        BackupKind::Keys => tables().filter(|table| table.name == KEYS).collect(),
        // Who was signed in an hour ago is nobody's business to restore.
        BackupKind::Data => tables()
            .filter(|table| table.name != KEYS && table.name != RESTORED && !is_passing(table))
            .collect(),
    }
}

/// Makes a backup of everything. A backup that was cut off has no name yet and does not count.
pub async fn create(core: &Core) -> Result<Created> {
    let id = core.new_id();
    let kinds = schema(core).await?;
    let ledger = erasure::extent(core).await?;
    // One moment for both parts.
    let tx = core.db.snapshot().await?;
    let rows = part(core, &tx, &kinds, &ledger, (BackupKind::Data, id)).await?;
    let keys = part(core, &tx, &kinds, &ledger, (BackupKind::Keys, id)).await?;
    tx.rollback().await?;
    // The data last: wherever this is cut off, data that have their name have their keys.
    for kind in [BackupKind::Keys, BackupKind::Data] {
        file::publish(&draft(core, kind, id), &super::store::folder(core, kind, id))?;
    }
    Ok(Created { id, rows, keys })
}

/// The folder of a part until both are whole.
fn draft(core: &Core, kind: BackupKind, id: Uuid) -> PathBuf {
    super::store::folder(core, kind, id).with_extension("part")
}

/// Writes one part into a folder without a name.
async fn part(
    core: &Core,
    tx: &DatabaseTransaction,
    kinds: &BTreeMap<(String, String), String>,
    ledger: &Extent,
    (kind, id): (BackupKind, Uuid),
) -> Result<u64> {
    let draft = draft(core, kind, id);
    file::make_folder(&draft)?;
    let (key, wrapped) = core.vault.make_backup_key(core.db.read(), id).await?;
    let mut writer = Writer::create(&draft.join(super::store::ROWS), &key, kind, id)?;
    let mut rows = BTreeMap::new();
    for table in tables_of(kind) {
        rows.insert(table.name.to_owned(), write_table(tx, kinds, table, &mut writer).await?);
    }
    let total = rows.values().sum();
    let of = Of {
        schema: applied(tx).await?,
        platform_key: platform_key(tx).await?,
        rows,
        ledger: Some(ledger.clone()),
    };
    Manifest::new(core, id, kind, of, writer.finish()?).store(&draft, &key, &wrapped)?;
    Ok(total)
}

async fn write_table(
    tx: &DatabaseTransaction,
    kinds: &BTreeMap<(String, String), String>,
    table: &Table,
    writer: &mut Writer<'_>,
) -> Result<u64> {
    let mut columns = Vec::with_capacity(table.columns.len());
    for column in table.columns {
        let kind = kinds.get(&(table.name.to_owned(), column.name.to_owned()));
        let kind =
            kind.ok_or_else(|| Error::Internal(format!("{}.{} is missing", table.name, column.name)))?;
        columns.push((column.name, Kind::of(kind, StreamTrait::get_database_backend(tx))?));
    }
    let names = columns.iter().map(|(name, _)| (*name).to_owned()).collect();
    push(writer, &Line::Table(table.name.to_owned(), names))?;
    let list = columns.iter().map(|(name, _)| format!("\"{name}\"")).collect::<Vec<_>>().join(", ");
    let sql = format!("SELECT {list} FROM \"{}\"", table.name);
    let mut found = tx.stream_raw(Statement::from_string(StreamTrait::get_database_backend(tx), sql)).await?;
    let mut rows = 0;
    while let Some(row) = found.try_next().await? {
        let values: Result<Vec<_>> = columns.iter().map(|(name, kind)| kind.read(&row, name)).collect();
        push(writer, &Line::Row(values?))?;
        rows += 1;
    }
    Ok(rows)
}

pub(super) fn push(writer: &mut Writer<'_>, line: &Line) -> Result<()> {
    let mut bytes = serde_json::to_vec(line)?;
    bytes.push(b'\n');
    writer.push(&bytes)
}

/// The steps of the schema that the database has.
pub(super) async fn applied(conn: &impl ConnectionTrait) -> Result<Vec<String>> {
    let sql = "SELECT version FROM seaql_migrations ORDER BY version";
    let rows = conn.query_all_raw(Statement::from_string(conn.get_database_backend(), sql)).await?;
    rows.iter().map(|row| Ok(row.try_get("", "version")?)).collect()
}

/// The number of the installation's key.
pub(super) async fn platform_key(conn: &impl ConnectionTrait) -> Result<Uuid> {
    let sql = "SELECT id FROM data_key WHERE owner_kind = 'platform' ORDER BY created_at DESC LIMIT 1";
    let row = conn.query_one_raw(Statement::from_string(conn.get_database_backend(), sql)).await?;
    let missing = || Error::Internal("this installation has no key".to_owned());
    Ok(row.ok_or_else(missing)?.try_get("", "id")?)
}
