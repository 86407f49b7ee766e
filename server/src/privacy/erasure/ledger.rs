//! The ledger as a file beside the database: one line of JSON per deletion, appended and synced, so that it survives a
//! database that is restored from an old backup (P-58). Table and file are brought to the same state at each start and
//! after each erasure.

use super::repository::{self, Deletion};
use crate::{Core, Error, Result, db};
use realtoros_domain::ids::{AccountId, LeadId};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::{
    collections::HashSet,
    fs,
    io::{ErrorKind, Read, Seek, SeekFrom, Write},
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
};
use uuid::Uuid;

/// Where the file is.
pub fn path(core: &Core) -> PathBuf {
    core.settings.data_dir.join("deletions.jsonl")
}

/// Brings table and file together: what only one of them knows is added to the other. Returns how many entries the
/// table had lost; after a restore that is what happened since the backup.
pub async fn mirror(core: &Core) -> Result<usize> {
    db::across(async {
        let file = read(&path(core))?;
        let table = repository::ledger(core.db.read()).await?;
        let in_table: HashSet<Uuid> = table.iter().map(|entry| entry.id).collect();
        let in_file: HashSet<Uuid> = file.iter().map(|entry| entry.id).collect();
        let lost: Vec<Deletion> = file.into_iter().filter(|entry| !in_table.contains(&entry.id)).collect();
        repository::record(core.db.write(), &lost).await?;
        let fresh: Vec<Deletion> = table.into_iter().filter(|entry| !in_file.contains(&entry.id)).collect();
        append(&path(core), &fresh)?;
        Ok(lost.len())
    })
    .await
}

/// How much of the ledger there was at a time. It only ever grows, so what was known then is how it begins for ever.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extent {
    /// How many entries.
    pub entries: usize,
    /// The SHA-256 of their numbers, one after another, in hexadecimal digits.
    pub sha256: String,
}

impl Extent {
    fn of(entries: &[Deletion]) -> Self {
        let mut digest = Sha256::new();
        for entry in entries {
            digest.update(entry.id.as_bytes());
        }
        Self { entries: entries.len(), sha256: hex::encode(digest.finalize()) }
    }
}

/// How much of the ledger there is now. From here on there is a file, also when nobody was ever erased: one that is
/// missing has been lost.
pub async fn extent(core: &Core) -> Result<Extent> {
    mirror(core).await?;
    let path = path(core);
    open(&path)?.sync_all()?;
    Ok(Extent::of(&read(&path)?))
}

/// Whether the ledger, file and table together, still has everything that was known at these times. Without a file and
/// without any entry in the table there is no ledger at all.
pub async fn reaches(core: &Core, known: &[Extent]) -> Result<bool> {
    let path = path(core);
    let table = db::across(repository::ledger(core.db.read())).await?;
    if !path.exists() && table.is_empty() {
        return Ok(false);
    }
    let mut ledger = read(&path)?;
    let in_file: HashSet<Uuid> = ledger.iter().map(|entry| entry.id).collect();
    ledger.extend(table.into_iter().filter(|entry| !in_file.contains(&entry.id)));
    Ok(known.iter().all(|known| ledger.get(..known.entries).is_some_and(|part| Extent::of(part) == *known)))
}

/// Everybody and every account that is erased, by table and file: no lead means the whole account.
pub async fn gone(core: &Core) -> Result<Vec<(AccountId, Option<LeadId>)>> {
    mirror(core).await?;
    let table = db::across(repository::ledger(core.db.read())).await?;
    Ok(table.into_iter().map(|entry| (entry.account, entry.lead)).collect())
}

/// The entries of the file; none when there is no file. A line that was cut off by a crash is not there yet: the table
/// has it.
fn read(path: &Path) -> Result<Vec<Deletion>> {
    let text = match fs::read_to_string(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        read => read?,
    };
    parsed(&text, path)
}

/// The entries in the text of the file.
fn parsed(text: &str, path: &Path) -> Result<Vec<Deletion>> {
    let whole = text.rfind('\n').map_or("", |end| &text[..end]);
    let lines = whole.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(at, line)| {
            serde_json::from_str(line).map_err(|_| {
                Error::invalid(format!(
                    "line {} of {} is not an entry of the deletion ledger: put the file back from its backup",
                    at + 1,
                    path.display()
                ))
            })
        })
        .collect()
}

/// Opens the file; makes it when there is none.
fn open(path: &Path) -> Result<fs::File> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    Ok(fs::OpenOptions::new().read(true).write(true).create(true).truncate(false).mode(0o600).open(path)?)
}

/// Appends entries that the file does not have yet and waits until they are on disk. What a crash left of a line is cut
/// off first. Others who append wait for their turn, in this process and in every other one.
fn append(path: &Path, entries: &[Deletion]) -> Result<()> {
    if entries.is_empty() {
        return Ok(());
    }
    let mut file = open(path)?;
    // Until it is closed.
    file.lock()?;
    let mut text = String::new();
    file.read_to_string(&mut text)?;
    let whole = text.rfind('\n').map_or(0, |end| end + 1);
    if whole < text.len() {
        file.set_len(whole as u64)?;
    }
    // Somebody else may have appended since the file was read.
    let known: HashSet<Uuid> = parsed(&text, path)?.into_iter().map(|entry| entry.id).collect();
    let mut lines = Vec::new();
    for entry in entries.iter().filter(|entry| !known.contains(&entry.id)) {
        serde_json::to_writer(&mut lines, entry)?;
        lines.push(b'\n');
    }
    file.seek(SeekFrom::End(0))?;
    file.write_all(&lines)?;
    Ok(file.sync_all()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::thread;

    fn deletion(number: u128) -> Deletion {
        Deletion {
            id: Uuid::from_u128(number),
            account: AccountId(Uuid::nil()),
            lead: None,
            erased_at: 0,
            reason: "request".to_owned(),
            backups_until: 0,
        }
    }

    #[test]
    fn p58_several_who_append_at_once_write_no_entry_twice() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deletions.jsonl");
        let entries: Vec<Deletion> = (0..50).map(deletion).collect();
        thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| append(&path, &entries).unwrap());
            }
        });
        assert_eq!(read(&path).unwrap(), entries);
    }
}
