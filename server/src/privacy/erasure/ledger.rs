//! The ledger as a file beside the database: one line of JSON per deletion, appended and synced, so that it survives a
//! database that is restored from an old backup (P-58). Table and file are brought to the same state at each start and
//! after each erasure.

use super::repository::{self, Deletion};
use crate::{Core, Error, Result, db};
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

/// The entries of the file; none when there is no file. A line that was cut off by a crash is not there yet: the table
/// has it.
fn read(path: &Path) -> Result<Vec<Deletion>> {
    let text = match fs::read_to_string(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        read => read?,
    };
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

/// Appends entries and waits until they are on disk. What a crash left of a line is cut off first.
fn append(path: &Path, entries: &[Deletion]) -> Result<()> {
    if entries.is_empty() {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut file =
        fs::OpenOptions::new().read(true).write(true).create(true).truncate(false).mode(0o600).open(path)?;
    let mut text = String::new();
    file.read_to_string(&mut text)?;
    let whole = text.rfind('\n').map_or(0, |end| end + 1);
    if whole < text.len() {
        file.set_len(whole as u64)?;
    }
    let mut lines = Vec::new();
    for entry in entries {
        serde_json::to_writer(&mut lines, entry)?;
        lines.push(b'\n');
    }
    file.seek(SeekFrom::End(0))?;
    file.write_all(&lines)?;
    Ok(file.sync_all()?)
}
