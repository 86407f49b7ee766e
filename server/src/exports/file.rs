//! The same file for the operator, straight to where the command line says.

use super::pack::{self, Packed, Sink};
use crate::{
    Core, Error, Result, Scope,
    audit::{self, Entry, Subject},
};
use realtoros_domain::ids::LeadId;
use std::{
    io::Write,
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
};

/// Writes the export of the account, or of one lead, to `path`, readable by its owner only. The file has its name only
/// when it is whole.
pub async fn write_file(core: &Core, scope: &Scope, lead: Option<LeadId>, path: &Path) -> Result<Packed> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    let part = path.with_file_name(name);
    let outcome = Box::pin(write_part(core, scope, lead, &part)).await;
    match outcome {
        Ok(packed) => std::fs::rename(&part, path).map(|()| packed).map_err(|error| wrong(path, &error)),
        Err(error) => {
            let _ = std::fs::remove_file(&part);
            Err(error)
        }
    }
}

async fn write_part(core: &Core, scope: &Scope, lead: Option<LeadId>, part: &Path) -> Result<Packed> {
    // An earlier one that broke off is in the way; a link that somebody has put there is removed, not followed.
    let _ = std::fs::remove_file(part);
    let options = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(part);
    let mut sink = FileSink { file: options.map_err(|error| wrong(part, &error))?, path: part.to_owned() };
    let order = pack::Order { account: scope.account, lead, made_at: core.now() };
    let packed = Box::pin(pack::pack(core, &order, &mut sink)).await?;
    sink.file.sync_all().map_err(|error| wrong(part, &error))?;
    let tx = core.db.begin().await?;
    let subject = match lead {
        Some(lead) => Subject::one("lead", lead),
        None => Subject::one("account", scope.account),
    };
    let entry = Entry::new("export.written", subject).with(format!("records={}", packed.records));
    audit::record(&tx, core, scope, entry).await?;
    tx.commit().await?;
    Ok(packed)
}

fn wrong(path: &Path, error: &std::io::Error) -> Error {
    Error::invalid(format!("{}: {error}", path.display()))
}

struct FileSink {
    file: std::fs::File,
    path: PathBuf,
}

impl Sink for FileSink {
    async fn put(&mut self, bytes: Vec<u8>) -> Result<()> {
        self.file.write_all(&bytes).map_err(|error| wrong(&self.path, &error))
    }

    async fn progress(&mut self, _done: i64, _total: i64) -> Result<()> {
        Ok(())
    }
}
