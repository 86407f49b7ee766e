//! Backups of keys: never a way back for what was erased.

use super::{
    chunks::{Reader, Writer, broken},
    create::push,
    file,
    manifest::{Manifest, Of},
    rows::Line,
    store::{self, folder},
};
use crate::{Core, Error, Result, privacy::erasure};
use realtoros_domain::closing::BackupKind;
use serde_json::Value;
use std::{collections::HashSet, fs};
use uuid::Uuid;

/// Whose keys the master key wraps itself; it stands above all others through these.
const WRAPPED_BY_MASTER: [&str; 3] = ["platform", "account", "index"];

/// What the ledger of deletions says is gone.
#[derive(Debug, Default)]
pub(super) struct Gone {
    accounts: HashSet<Uuid>,
    leads: HashSet<Uuid>,
}

impl Gone {
    /// From the ledger as it is now.
    pub(super) async fn load(core: &Core) -> Result<Self> {
        let mut gone = Self::default();
        for (account, lead) in erasure::gone(core).await? {
            match lead {
                None => drop(gone.accounts.insert(account.0)),
                Some(lead) => drop(gone.leads.insert(lead.0)),
            }
        }
        Ok(gone)
    }
}

/// The wrapped keys of a backup: their columns and rows.
pub(super) struct Keys {
    manifest: Manifest,
    columns: Vec<String>,
    rows: Vec<Vec<Value>>,
}

impl Keys {
    /// The keys that were backed up with the data of the backup `id`; none when they have expired.
    pub(super) async fn load(core: &Core, id: Uuid) -> Result<Option<Self>> {
        let Some(folder) = store::keys_folder(core, id) else { return Ok(None) };
        let (manifest, key) = Manifest::load(core, &folder).await?;
        if manifest.kind != BackupKind::Keys || manifest.id != id {
            return Err(broken("it is another one than its name says"));
        }
        let mut reader = Reader::open(&folder.join(store::ROWS), &key, BackupKind::Keys, id)?;
        let mut text = Vec::new();
        while let Some(chunk) = reader.chunk()? {
            text.extend_from_slice(&chunk);
        }
        if reader.read() != manifest.written() {
            return Err(broken("it is not what its manifest says"));
        }
        let (mut columns, mut rows) = (Vec::new(), Vec::new());
        for line in text.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
            match serde_json::from_slice(line)? {
                Line::Table(_, names) => columns = names,
                Line::Row(values) => rows.push(values),
            }
        }
        Ok(Some(Self { manifest, columns, rows }))
    }

    /// Whether they should have been deleted by `now` (T3).
    pub(super) const fn is_over(&self, now: i64) -> bool {
        self.manifest.kind.is_over(self.manifest.created_at, now)
    }

    /// Drops the keys of accounts and leads that are gone, and of every connection: which of those were ended meanwhile
    /// nobody has written down, so their owners connect again (P-10). Says how many.
    pub(super) fn forget(&mut self, gone: &Gone) -> Result<usize> {
        let at = |name: &str| {
            let found = self.columns.iter().position(|column| column == name);
            found.ok_or_else(|| Error::Internal(format!("the backup of keys has no column {name}")))
        };
        let (account, kind, owner) = (at("account_id")?, at("owner_kind")?, at("owner_id")?);
        let id = |value: Option<&Value>| value?.as_str()?.parse::<Uuid>().ok();
        let before = self.rows.len();
        self.rows.retain(|row| {
            let kind = row.get(kind).and_then(Value::as_str);
            let (is_lead, is_connection) = (kind == Some("lead"), kind == Some("connection"));
            let of_account = id(row.get(account)).is_some_and(|id| gone.accounts.contains(&id));
            let of_lead = is_lead && id(row.get(owner)).is_some_and(|id| gone.leads.contains(&id));
            !of_account && !of_lead && !is_connection
        });
        Ok(before - self.rows.len())
    }

    /// Whether one of these versions of the master key wraps any of them.
    pub(super) fn is_wrapped_by(&self, versions: &[i32]) -> bool {
        let at = |name: &str| self.columns.iter().position(|column| column == name);
        let (Some(kind), Some(version)) = (at("owner_kind"), at("kek_version")) else { return false };
        self.rows.iter().any(|row| {
            let kind = row.get(kind).and_then(Value::as_str).unwrap_or_default();
            let version =
                row.get(version).and_then(Value::as_i64).and_then(|version| i32::try_from(version).ok());
            WRAPPED_BY_MASTER.contains(&kind) && version.is_some_and(|version| versions.contains(&version))
        })
    }

    /// Whether the key of that number is among them.
    pub(super) fn has(&self, key: Uuid) -> bool {
        let Some(at) = self.columns.iter().position(|column| column == "id") else { return false };
        let key = key.to_string();
        self.rows.iter().any(|row| row.get(at).and_then(Value::as_str) == Some(key.as_str()))
    }

    /// The keys as lines.
    pub(super) fn into_lines(self) -> impl Iterator<Item = Line> {
        let table = Line::Table(super::create::KEYS.to_owned(), self.columns);
        std::iter::once(table).chain(self.rows.into_iter().map(Line::Row))
    }
}

/// Takes the keys of what was erased out of every backup of keys, so that it cannot be read from any backup from now
/// on, and not only when the last backup of keys has expired. Returns how many keys went.
pub async fn forget_erased_keys(core: &Core) -> Result<u64> {
    let gone = Gone::load(core).await?;
    store::settle_old(core)?;
    let mut forgotten = 0;
    for one in
        store::list(core).await?.into_iter().filter(|one| one.kind == BackupKind::Keys && one.rows.is_some())
    {
        let Some(mut keys) = Keys::load(core, one.id).await? else { continue };
        let dropped = keys.forget(&gone)?;
        if dropped > 0 {
            rewrite(core, keys).await?;
            forgotten += u64::try_from(dropped).unwrap_or_default();
        }
    }
    Ok(forgotten)
}

/// Puts a backup of fewer keys in the place of what was there, with its date and number.
async fn rewrite(core: &Core, keys: Keys) -> Result<()> {
    let (id, created_at) = (keys.manifest.id, keys.manifest.created_at);
    let target = folder(core, BackupKind::Keys, id);
    let (draft, old) = (target.with_extension("part"), target.with_extension(store::OLD));
    for rest in [&draft, &old] {
        if rest.exists() {
            fs::remove_dir_all(rest)?;
        }
    }
    file::make_folder(&draft)?;
    let (key, wrapped) = core.vault.make_backup_key(core.db.read(), id).await?;
    let mut writer = Writer::create(&draft.join(store::ROWS), &key, BackupKind::Keys, id)?;
    let mut of = Of {
        schema: keys.manifest.schema.clone(),
        platform_key: keys.manifest.platform_key,
        rows: keys.manifest.rows.clone(),
        ledger: keys.manifest.ledger.clone(),
    };
    of.rows.insert(super::create::KEYS.to_owned(), u64::try_from(keys.rows.len()).unwrap_or_default());
    for line in keys.into_lines() {
        push(&mut writer, &line)?;
    }
    let manifest = Manifest::new(core, id, BackupKind::Keys, of, writer.finish()?);
    Manifest { created_at, ..manifest }.store(&draft, &key, &wrapped)?;
    // Cut off between the two, the old one is read until `settle_old` gives it its name back.
    file::publish(&target, &old)?;
    file::publish(&draft, &target)?;
    fs::remove_dir_all(&old)?;
    Ok(())
}
