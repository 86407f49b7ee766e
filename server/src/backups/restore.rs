//! Restoring a backup: checked whole before anything is touched, written in one transaction, replayed before it is
//! served (P-58).

use super::{
    chunks::{Reader, broken},
    create::{KEYS, RESTORED, applied, platform_key},
    insert::Loader,
    kept,
    keys::{Gone, Keys},
    manifest::Manifest,
    mark,
    rows::Line,
    store,
};
use crate::{
    Core, Error, Result,
    audit::heads::{self, Mark},
    privacy::{
        data_map::{schema, tables},
        erasure,
    },
    vault::DataKey,
};
use realtoros_domain::closing::BackupKind;
use sea_orm::{ConnectionTrait, DatabaseBackend, DatabaseTransaction, Statement, TransactionTrait};
use std::collections::BTreeMap;
use uuid::Uuid;

/// What was restored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Restored {
    /// How many rows of data.
    pub rows: u64,
    /// How many keys came from the backup of keys; those that the database had stayed.
    pub keys: u64,
    /// How many erasures were done again.
    pub replayed: u64,
    /// Of how many erasures only the ledger of deletions knows: their texts at Twilio have to be looked for by hand.
    pub without_copies: u64,
}

/// What the operator takes upon themselves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Overrides {
    /// Accounts that the database holds are replaced.
    pub force: bool,
    /// The ledger of deletions is lost for good: whoever was erased since the backup comes back with it.
    pub without_ledger: bool,
}

/// Restores the backup `id` into the database of this installation. One that holds accounts is replaced only with
/// `force`, and without the ledger of deletions nothing is restored unasked. Keys of the database and the versions of
/// its master key, its ledger of deletions, its certificates, and the opt-outs, erased addresses, closings and legal
/// holds of accounts that come back stay in any case. A backup that is past its time is not restored.
pub async fn restore(core: &Core, id: Uuid, overrides: Overrides) -> Result<Restored> {
    let folder = store::folder(core, BackupKind::Data, id);
    if !folder.exists() {
        return Err(Error::invalid(format!(
            "there is no backup {id} in {}",
            core.settings.backup_dir.display()
        )));
    }
    let (manifest, key) = Manifest::load(core, &folder).await?;
    if manifest.kind != BackupKind::Data || manifest.id != id {
        return Err(broken("it is another one than its name says"));
    }
    if manifest.kind.is_over(manifest.created_at, core.now_ms()) {
        return Err(Error::Refused(
            "This backup is older than ninety days: what was deleted since must not come back from it."
                .to_owned(),
        ));
    }
    let known = applied(core.db.read()).await?;
    if manifest.schema.iter().any(|step| !known.contains(step)) {
        return Err(Error::Refused(
            "A newer version of RealtorOS made this backup: use that one.".to_owned(),
        ));
    }
    verify(core, &manifest, &key)?;
    if !overrides.without_ledger {
        refuse_without_ledger(core).await?;
    }
    let mut keys = Keys::load(core, id).await?.filter(|keys| !keys.is_over(core.now_ms()));
    if let Some(keys) = &mut keys {
        keys.forget(&Gone::load(core).await?)?;
    }
    refuse_without_keys(core, &manifest, keys.as_ref()).await?;
    if !overrides.force && count(core, "account").await? > 0 {
        let why = "This database holds accounts: restoring would replace them. Say --force if it should.";
        return Err(Error::Conflict(why.to_owned()));
    }
    let (rows, keys) = write(core, &manifest, &key, keys).await?;
    core.vault.forget_all();
    for account in heads::accounts(core).await? {
        heads::mark(core, account, Mark::Restored).await?;
    }
    let replayed = mark::replay(core).await?;
    Ok(Restored { rows, keys, replayed, without_copies: erasure::without_copies(core).await? })
}

/// Reads everything once before anything is written.
fn verify(core: &Core, manifest: &Manifest, key: &DataKey) -> Result<()> {
    let path = store::folder(core, BackupKind::Data, manifest.id).join(store::ROWS);
    let mut reader = Reader::open(&path, key, BackupKind::Data, manifest.id)?;
    while reader.chunk()?.is_some() {}
    if reader.read() == manifest.written() { Ok(()) } else { Err(broken("it is not what its manifest says")) }
}

/// Without the ledger nobody knows who was erased since the backup. Every backup that lies there tells how much of the
/// ledger there must be at least: a later one knows more than the one that is restored.
async fn refuse_without_ledger(core: &Core) -> Result<()> {
    let known: Vec<_> = store::list(core).await?.into_iter().filter_map(|one| one.ledger).collect();
    if erasure::reaches(core, &known).await? {
        return Ok(());
    }
    let entries = known.iter().map(|known| known.entries).max().unwrap_or_default();
    Err(Error::Refused(format!(
        "The ledger of deletions is missing or is not whole: the backups know of {entries} deletions in it, and there \
         may be later ones. Without it everybody who was erased since the backup would be back. Put its newest copy \
         back as {} and restore again. If no copy is left, --without-ledger restores all the same.",
        erasure::path(core).display()
    )))
}

/// Without the installation's key nothing of the backup could be read: better to say so than to serve noise.
async fn refuse_without_keys(core: &Core, manifest: &Manifest, keys: Option<&Keys>) -> Result<()> {
    let is_here = platform_key(core.db.read()).await? == manifest.platform_key;
    if is_here || keys.is_some_and(|keys| keys.has(manifest.platform_key)) {
        return Ok(());
    }
    Err(Error::Refused(
        "The keys of this backup are neither in this database nor in a backup of keys: those are kept for thirty days \
         only. Restore it where the keys still are."
            .to_owned(),
    ))
}

/// One transaction: the mark, the old rows out, keys and rows in, and what only the old rows knew with them.
async fn write(core: &Core, manifest: &Manifest, key: &DataKey, keys: Option<Keys>) -> Result<(u64, u64)> {
    let kinds = schema(core).await?;
    // As the owner, in front of the walls: the serving role may not replace an audit chain.
    let owner = core.db.as_owner().await?;
    let tx = if core.db.backend() == DatabaseBackend::Sqlite {
        core.db.begin().await?
    } else {
        let tx = owner.begin().await?;
        tx.execute_unprepared("SELECT set_config('realtoros.account', '*', true)").await?;
        tx
    };
    mark::set(&tx, core, manifest.id).await?;
    let reopened = kept::reopened(&tx).await?;
    for table in tables().filter(|table| table.name != KEYS && table.name != RESTORED && !kept::stays(table))
    {
        tx.execute_unprepared(&format!("DELETE FROM \"{}\"", table.name)).await?;
    }
    let keys = restore_keys(&tx, &kinds, manifest, keys).await?;
    let rows = restore_rows(core, &tx, &kinds, manifest, key).await?;
    kept::settle(&tx, core, &reopened).await?;
    tx.commit().await?;
    Ok((rows, keys))
}

/// The keys that the database has stay: whatever was destroyed since is not among them. Those of the backup are
/// added, but for what was erased. The key of an installation that has just been set up makes room.
async fn restore_keys(
    tx: &DatabaseTransaction,
    kinds: &BTreeMap<(String, String), String>,
    manifest: &Manifest,
    keys: Option<Keys>,
) -> Result<u64> {
    let Some(keys) = keys else { return Ok(0) };
    if platform_key(tx).await? != manifest.platform_key {
        tx.execute_unprepared("DELETE FROM data_key WHERE owner_kind = 'platform'").await?;
        // Nobody could read them any more.
        tx.execute_unprepared(&format!("DELETE FROM \"{}\"", kept::LETTERS)).await?;
    }
    let mut loader = Loader::new(tx, kinds, true);
    for line in keys.into_lines() {
        loader.line(line).await?;
    }
    loader.finish().await
}

async fn restore_rows(
    core: &Core,
    tx: &DatabaseTransaction,
    kinds: &BTreeMap<(String, String), String>,
    manifest: &Manifest,
    key: &DataKey,
) -> Result<u64> {
    let path = store::folder(core, BackupKind::Data, manifest.id).join(store::ROWS);
    let mut reader = Reader::open(&path, key, BackupKind::Data, manifest.id)?;
    let mut loader = Loader::new(tx, kinds, false);
    let mut rest = Vec::new();
    while let Some(chunk) = reader.chunk()? {
        rest.extend_from_slice(&chunk);
        let whole = rest.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        for line in rest[..whole].split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
            loader.line(serde_json::from_slice::<Line>(line)?).await?;
        }
        rest.drain(..whole);
    }
    if reader.read() != manifest.written() {
        return Err(broken("it changed while it was read"));
    }
    loader.finish().await
}

async fn count(core: &Core, table: &str) -> Result<i64> {
    let sql = format!("SELECT count(*) FROM \"{table}\"");
    let row = core.db.read().query_one_raw(Statement::from_string(core.db.backend(), sql)).await?;
    Ok(row.map(|row| row.try_get_by_index(0)).transpose()?.unwrap_or_default())
}
