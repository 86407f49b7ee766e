//! Folders and small files that are whole or not there.

use crate::Result;
use std::{
    fs::{self, DirBuilder, File, OpenOptions},
    io::Write,
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::Path,
};

/// Makes a folder, and those above it, for its owner only.
pub fn make_folder(path: &Path) -> Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(path)?;
    Ok(())
}

/// Writes a new file for its owner only, and sees that it is on the disk.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    Ok(())
}

/// Gives a folder that is complete its name; from here on it counts.
pub fn publish(from: &Path, to: &Path) -> Result<()> {
    sync(from)?;
    fs::rename(from, to)?;
    if let Some(above) = to.parent() {
        sync(above)?;
    }
    Ok(())
}

fn sync(folder: &Path) -> Result<()> {
    File::open(folder)?.sync_all()?;
    Ok(())
}
