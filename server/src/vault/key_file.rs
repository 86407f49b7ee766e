//! The file of the master key: one version per line, `number digits`; digits alone are the only version.

use super::Kek;
use crate::{Error, Result};
use std::{
    fs,
    io::Write,
    os::unix::fs::{OpenOptionsExt, PermissionsExt},
    path::Path,
};
use zeroize::Zeroizing;

/// A key that says which version it is, or leaves it to be recognised.
pub(super) type Numbered = (Option<i32>, Kek);

/// Reads the file. Refuses one that others can read.
pub(super) fn read(path: &Path) -> Result<Vec<Numbered>> {
    refuse_open_permissions(path)?;
    parse(&Zeroizing::new(fs::read_to_string(path)?))
        .map_err(|error| Error::invalid(format!("{}: {error}", path.display())))
}

/// Makes the file with one key, as digits alone.
pub(super) fn create(path: &Path) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut file = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    writeln!(file, "{}", Kek::generate(1).digits().as_str())?;
    file.sync_all()?;
    sync_folder(path)
}

/// Changes the versions in the file. It is the old file or the new one at any moment, whatever happens, and two who
/// change it at once do so one after the other.
pub(super) fn change(path: &Path, change: impl FnOnce(Vec<Numbered>) -> Result<Vec<Kek>>) -> Result<()> {
    let folder = fs::File::open(folder_of(path))?;
    folder.lock()?;
    let mut text = Zeroizing::new(String::new());
    for kek in change(read(path)?)? {
        *text = format!("{}{} {}\n", text.as_str(), kek.version, kek.digits().as_str());
    }
    let beside = path.with_extension("new");
    match fs::remove_file(&beside) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
        _ => {}
    }
    let mut file = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&beside)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    fs::rename(&beside, path)?;
    sync_folder(path)
}

fn parse(text: &str) -> Result<Vec<Numbered>> {
    let mut keys: Vec<Numbered> = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (number, digits) = match line.split_once(char::is_whitespace) {
            None => (None, line),
            Some((number, digits)) => {
                let number = number.parse().ok().filter(|number| *number > 0).ok_or_else(|| {
                    Error::invalid(
                        "each line must be 64 hexadecimal digits, with a version number before them",
                    )
                })?;
                (Some(number), digits)
            }
        };
        if keys.iter().any(|(other, _)| other.is_none() || *other == number) {
            return Err(Error::invalid("two lines are the same version of the master key"));
        }
        keys.push((number, Kek { version: number.unwrap_or(1), ..Kek::parse(digits)? }));
    }
    if keys.is_empty() {
        return Err(Error::invalid("there is no master key in it"));
    }
    Ok(keys)
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."))
}

/// A new name is safe only once its folder is on the disk.
fn sync_folder(path: &Path) -> Result<()> {
    Ok(fs::File::open(folder_of(path))?.sync_all()?)
}

fn refuse_open_permissions(path: &Path) -> Result<()> {
    let mode = fs::metadata(path)?.permissions().mode() & 0o777;
    let for_others = mode & 0o077;
    if for_others == 0 {
        return Ok(());
    }
    Err(Error::invalid(format!(
        "the master key file {} can be read by others (mode {mode:o}): run chmod 600 on it",
        path.display()
    )))
}
