//! The file of an account's heads: one line of JSON each, only ever longer.

use super::Head;
use crate::{Core, Error, Result};
use realtoros_domain::ids::AccountId;
use std::{
    fs,
    io::{ErrorKind, Read, Seek, SeekFrom, Write},
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::{Path, PathBuf},
};

fn folder(core: &Core) -> PathBuf {
    core.settings.data_dir.join("heads")
}

fn path(core: &Core, account: AccountId) -> PathBuf {
    folder(core).join(format!("{account}.jsonl"))
}

/// The heads of an account, oldest first.
pub fn read(core: &Core, account: AccountId) -> Result<Vec<Head>> {
    match fs::read_to_string(path(core, account)) {
        Ok(text) => parse(&text),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(error.into()),
    }
}

/// The heads in a text of JSON lines. A last line that was cut off while it was written is no line.
pub(super) fn parse(text: &str) -> Result<Vec<Head>> {
    let whole = text.rfind('\n').map_or("", |end| &text[..end]);
    whole
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(n, line)| {
            serde_json::from_str(line)
                .map_err(|error| Error::invalid(format!("line {} is no signed head: {error}", n + 1)))
        })
        .collect()
}

/// The accounts that have a file.
pub(super) fn accounts(core: &Core) -> Result<Vec<AccountId>> {
    let entries = match fs::read_dir(folder(core)) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error.into()),
    };
    let mut accounts = Vec::new();
    for entry in entries {
        let name = entry?.file_name();
        let account = name.to_str().and_then(|name| name.strip_suffix(".jsonl")?.parse().ok());
        accounts.extend(account.map(AccountId));
    }
    accounts.sort_unstable_by_key(|account| account.0);
    Ok(accounts)
}

fn tree_path(core: &Core, account: AccountId) -> PathBuf {
    folder(core).join(format!("{account}.tree"))
}

/// What is kept of the tree of a history, if anything.
pub(super) fn read_tree(core: &Core, account: AccountId) -> Option<String> {
    fs::read_to_string(tree_path(core, account)).ok()
}

/// Keeps that in the place of what was kept before.
pub(super) async fn write_tree(core: &Core, account: AccountId, text: String) -> Result<()> {
    let path = tree_path(core, account);
    tokio::task::spawn_blocking(move || {
        let new = path.with_extension("tree-new");
        let mut file =
            fs::OpenOptions::new().create(true).write(true).truncate(true).mode(0o600).open(&new)?;
        file.write_all(text.as_bytes())?;
        Ok(fs::rename(new, path)?)
    })
    .await
    .map_err(|error| Error::Internal(format!("the tree of a history was not kept: {error}")))?
}

/// Appends a head, and answers once it is on the disk.
pub(super) async fn append(core: &Core, account: AccountId, head: &Head) -> Result<()> {
    let (folder, path, line) = (folder(core), path(core, account), head.line()?);
    tokio::task::spawn_blocking(move || append_line(&folder, &path, &line))
        .await
        .map_err(|error| Error::Internal(format!("the signed head was not written: {error}")))?
}

fn append_line(folder: &Path, path: &Path, line: &str) -> Result<()> {
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    let mut file = fs::OpenOptions::new().create(true).read(true).append(true).mode(0o600).open(path)?;
    let mut last = [b'\n'];
    if file.seek(SeekFrom::End(-1)).is_ok() {
        file.read_exact(&mut last)?;
    }
    // A line that was cut off by a crash ends here, and is found to be none.
    let begin = if last == *b"\n" { "" } else { "\n" };
    file.write_all(format!("{begin}{line}\n").as_bytes())?;
    file.sync_all()?;
    Ok(fs::File::open(folder)?.sync_all()?)
}
