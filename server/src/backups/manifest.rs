//! What a backup says about itself, under a seal.

use super::chunks::{Written, broken};
use crate::{
    Core, Error, Result,
    privacy::erasure::Extent,
    vault::{DataKey, Place},
};
use realtoros_domain::{closing::BackupKind, ids::AccountId};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::{collections::BTreeMap, fs, path::Path};
use uuid::Uuid;

/// The format of manifests and of rows.
const FORMAT: u32 = 1;
/// The file's name in the folder of a backup.
const FILE: &str = "manifest.json";

/// What a backup says about itself. Numbers, names of tables and dates; nothing of anybody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The format.
    pub format: u32,
    /// Which backup. Its keys have the same number.
    pub id: Uuid,
    /// Data or keys.
    pub kind: BackupKind,
    /// When it was made, by the installation's clock, in milliseconds since 1970 UTC.
    pub created_at: i64,
    /// The version of the program that made it.
    pub program: String,
    /// The steps of the schema that the database had.
    pub schema: Vec<String>,
    /// The key of the installation that the data needs.
    pub platform_key: Uuid,
    /// How many rows of each table.
    pub rows: BTreeMap<String, u64>,
    /// How much of the ledger of deletions there was; not known of backups that an earlier version made.
    #[serde(default)]
    pub ledger: Option<Extent>,
    /// How many chunks the file of rows has.
    pub chunks: u64,
    /// How many bytes it has.
    pub bytes: u64,
    /// Its SHA-256 in hexadecimal digits.
    pub sha256: String,
}

/// The file: the manifest as it was sealed, its key wrapped by the KEK, and the seal.
#[derive(Serialize, Deserialize)]
struct Sealed {
    manifest: String,
    key: String,
    seal: String,
}

impl Manifest {
    /// The manifest of a stream that has been written.
    pub fn new(core: &Core, id: Uuid, kind: BackupKind, of: Of, written: Written) -> Self {
        Self {
            format: FORMAT,
            id,
            kind,
            created_at: core.now_ms(),
            program: env!("CARGO_PKG_VERSION").to_owned(),
            schema: of.schema,
            platform_key: of.platform_key,
            rows: of.rows,
            ledger: of.ledger,
            chunks: written.chunks,
            bytes: written.bytes,
            sha256: written.sha256,
        }
    }

    /// What must have been read when the stream is whole.
    pub fn written(&self) -> Written {
        Written { chunks: self.chunks, bytes: self.bytes, sha256: self.sha256.clone() }
    }

    /// Seals the manifest into its folder.
    pub fn store(&self, folder: &Path, key: &DataKey, wrapped: &[u8]) -> Result<()> {
        let manifest = serde_json::to_string(self)?;
        let seal = key.seal_bytes(place(self.id), &Sha256::digest(manifest.as_bytes()))?;
        let file = Sealed { manifest, key: hex::encode(wrapped), seal: hex::encode(seal) };
        super::file::write(&folder.join(FILE), serde_json::to_string_pretty(&file)?.as_bytes())
    }

    /// The version of the master key that wraps the key of the backup in a folder, as its file says: nothing is opened.
    pub fn master_version(folder: &Path) -> Option<i32> {
        let text = fs::read_to_string(folder.join(FILE)).ok()?;
        let file: Sealed = serde_json::from_str(&text).ok()?;
        let wrapped = hex::decode(&file.key).ok()?;
        wrapped.first_chunk::<4>().map(|version| i32::from_be_bytes(*version))
    }

    /// Reads the manifest of a folder and checks its seal; with the backup's key.
    pub async fn load(core: &Core, folder: &Path) -> Result<(Self, DataKey)> {
        let text = fs::read_to_string(folder.join(FILE)).map_err(|_| broken("its manifest is missing"))?;
        let changed = || broken("its manifest was changed");
        let file: Sealed = serde_json::from_str(&text).map_err(|_| changed())?;
        let manifest: Self = serde_json::from_str(&file.manifest).map_err(|_| changed())?;
        if manifest.format > FORMAT {
            return Err(Error::Refused(
                "A newer version of RealtorOS made this backup: use that one.".into(),
            ));
        }
        let wrapped = hex::decode(&file.key).map_err(|_| changed())?;
        let key = core
            .vault
            .open_backup_key(manifest.id, &wrapped)
            .await
            .map_err(|_| broken("it was made under another master key, or its manifest was changed"))?;
        let seal = hex::decode(&file.seal).map_err(|_| changed())?;
        let sealed = key.open_bytes(place(manifest.id), &seal).map_err(|_| changed())?;
        if sealed.as_slice() != Sha256::digest(file.manifest.as_bytes()).as_slice() {
            return Err(changed());
        }
        Ok((manifest, key))
    }
}

/// What was backed up.
#[derive(Clone, Debug)]
pub struct Of {
    /// The steps of the schema.
    pub schema: Vec<String>,
    /// The installation's key.
    pub platform_key: Uuid,
    /// How many rows of each table.
    pub rows: BTreeMap<String, u64>,
    /// How much of the ledger of deletions there is.
    pub ledger: Option<Extent>,
}

const fn place(id: Uuid) -> Place {
    Place { account: AccountId(id), table: "backup/manifest", row: id }
}
