//! The folders in which backups are kept.

use super::{expire::AHEAD_MS, file, manifest::Manifest};
use crate::{Core, Result, privacy::erasure::Extent};
use realtoros_domain::closing::{BackupKind, KEY_BACKUP_MS};
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};
use uuid::Uuid;

/// The file of rows in the folder of a backup.
pub(super) const ROWS: &str = "rows.bin";

/// How a backup of keys is called for the moment in which one of fewer keys takes its place.
pub(super) const OLD: &str = "old";
/// After this long nobody works on a backup any more.
const REST_MS: i64 = 3_600_000;

/// Where backups of a kind are kept.
pub(super) fn home(core: &Core, kind: BackupKind) -> &Path {
    match kind {
        BackupKind::Data => &core.settings.backup_dir,
        BackupKind::Keys => &core.settings.key_backup_dir,
    }
}

/// The folder of a backup.
pub(super) fn folder(core: &Core, kind: BackupKind, id: Uuid) -> PathBuf {
    home(core, kind).join(id.to_string())
}

/// The folder in which a backup of keys is read: its own or, in the moment in which one of fewer keys takes its place, the
/// one under which the whole old one lies. None where there is none.
pub(super) fn keys_folder(core: &Core, id: Uuid) -> Option<PathBuf> {
    let whole = folder(core, BackupKind::Keys, id);
    let old = whole.with_extension(OLD);
    [whole, old].into_iter().find(|path| path.exists())
}

/// Ends what was cut off while a backup of fewer keys took the place of another: an old one in whose place nothing lies gets
/// its name back, so that it is listed, restored and made smaller again; one whose place is taken goes.
pub(super) fn settle_old(core: &Core) -> Result<()> {
    let home = home(core, BackupKind::Keys);
    if !home.exists() {
        return Ok(());
    }
    for entry in fs::read_dir(home)? {
        let old = entry?.path();
        let is_ours =
            old.file_stem().and_then(|name| name.to_str()).is_some_and(|name| name.parse::<Uuid>().is_ok());
        if !is_ours || old.extension().is_none_or(|extension| extension != OLD) {
            continue;
        }
        let whole = old.with_extension("");
        if whole.exists() {
            fs::remove_dir_all(&old)?;
        } else {
            file::publish(&old, &whole)?;
        }
    }
    Ok(())
}

/// A backup as it lies there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its number.
    pub id: Uuid,
    /// Data or keys.
    pub kind: BackupKind,
    /// When it was made, in milliseconds since 1970 UTC: as its manifest says, or else as its number does.
    pub created_at: i64,
    /// How many rows, when its manifest can be believed.
    pub rows: Option<u64>,
    /// Whether it is a rest of a backup that was cut off.
    pub is_partial: bool,
    /// Whether it is one of data whose keys should lie there and do not: it was cut off, or its keys were taken away.
    pub lacks_keys: bool,
    /// The version of the master key without which it does not open, where its file says so.
    pub(super) master: Option<i32>,
    /// How much of the ledger of deletions there was when it was made, where that is known.
    pub(super) ledger: Option<Extent>,
    /// Its folder.
    pub(super) path: PathBuf,
}

impl Listed {
    /// When it will have been deleted, in milliseconds since 1970 UTC.
    pub const fn gone_at(&self) -> i64 {
        self.created_at.saturating_add(self.kind.kept_ms())
    }
}

/// Every backup, the oldest first; those that cannot be believed and rests included.
pub async fn list(core: &Core) -> Result<Vec<Listed>> {
    let mut listed = Vec::new();
    for kind in [BackupKind::Data, BackupKind::Keys] {
        let home = home(core, kind);
        if !home.exists() {
            continue;
        }
        for entry in fs::read_dir(home)? {
            let path = entry?.path();
            // Folders that are not ours are nobody's business here.
            let Some(id) = path.file_stem().and_then(|name| name.to_str()?.parse::<Uuid>().ok()) else {
                continue;
            };
            let is_partial = path.extension().is_some();
            let known = Manifest::load(core, &path).await.ok().map(|(manifest, _)| manifest);
            let created_at = known.as_ref().map_or_else(|| made_at(id), |known| known.created_at);
            let ledger = known.as_ref().and_then(|known| known.ledger.clone());
            let rows = known.filter(|_| !is_partial).map(|known| known.rows.values().sum());
            let (master, lacks_keys) = (Manifest::master_version(&path), false);
            listed.push(Listed { id, kind, created_at, rows, is_partial, lacks_keys, master, ledger, path });
        }
    }
    let with_keys: BTreeSet<Uuid> =
        listed.iter().filter(|one| is_whole_of_keys(one)).map(|one| one.id).collect();
    for one in &mut listed {
        let is_young = core.now_ms().saturating_sub(one.created_at) < KEY_BACKUP_MS - AHEAD_MS;
        let is_data = one.kind == BackupKind::Data && !one.is_partial;
        one.lacks_keys = is_data && is_young && !with_keys.contains(&one.id);
    }
    listed.sort_by_key(|one| (one.created_at, one.id, one.kind == BackupKind::Keys));
    Ok(listed)
}

/// The backups that are past their time.
pub async fn overdue(core: &Core) -> Result<Vec<Listed>> {
    let now = core.now_ms();
    Ok(list(core).await?.into_iter().filter(|one| one.kind.is_over(one.created_at, now)).collect())
}

/// Whether it is a backup of keys that is whole, also in the moment in which another takes its place.
fn is_whole_of_keys(one: &Listed) -> bool {
    let is_old = one.path.extension().is_some_and(|extension| extension == OLD);
    one.kind == BackupKind::Keys && (!one.is_partial || is_old)
}

/// The backups of data that were cut off: rests on which nobody works any more, and data without their keys.
pub async fn cut_off(core: &Core) -> Result<Vec<Listed>> {
    let now = core.now_ms();
    let is_rest = |one: &Listed| one.is_partial && now.saturating_sub(one.created_at) > REST_MS;
    let is_cut_off = |one: &Listed| one.kind == BackupKind::Data && (one.lacks_keys || is_rest(one));
    Ok(list(core).await?.into_iter().filter(is_cut_off).collect())
}

/// Whether a backup of data is there that was begun before `at`, whole, damaged or cut off: what was deleted then may be in
/// it (P-58).
pub async fn any_from_before(core: &Core, at: i64) -> Result<bool> {
    // A manifest is dated when it is written; the rows are of the moment at which the number was made.
    let from_before = |one: &Listed| one.kind == BackupKind::Data && one.created_at.min(made_at(one.id)) < at;
    Ok(list(core).await?.iter().any(from_before))
}

/// The instant in a number of version 7 (RFC 9562); any other number counts as ancient.
fn made_at(id: Uuid) -> i64 {
    let time = id.get_timestamp().map(|time| time.to_unix()).unwrap_or_default();
    let (seconds, nanos) = time;
    i64::try_from(seconds).unwrap_or_default() * 1_000 + i64::from(nanos / 1_000_000)
}
