//! The key-encryption key: the one secret that the operator keeps.

use super::fill_random;
use crate::{Error, Result};
use std::{
    fmt, fs,
    io::Write,
    os::unix::fs::{OpenOptionsExt, PermissionsExt},
    path::{Path, PathBuf},
};
use zeroize::Zeroizing;

/// Where the KEK comes from.
#[derive(Clone)]
pub enum KekSource {
    /// 64 hexadecimal digits in `REALTOROS_MASTER_KEY`.
    Value(Zeroizing<String>),
    /// A file with 64 hexadecimal digits; made on the first start.
    File(PathBuf),
}

impl fmt::Debug for KekSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Value(_) => f.write_str("Value(…)"),
            Self::File(path) => write!(f, "File({})", path.display()),
        }
    }
}

/// A KEK and its version.
#[derive(Clone)]
pub struct Kek {
    /// Which KEK this is; wrapped keys name the one that wrapped them.
    pub version: i32,
    pub(super) secret: Zeroizing<[u8; 32]>,
}

impl fmt::Debug for Kek {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Kek(version {})", self.version)
    }
}

impl Kek {
    /// A KEK from 64 hexadecimal digits.
    pub fn parse(text: &str) -> Result<Self> {
        let mut secret = Zeroizing::new([0; 32]);
        hex::decode_to_slice(text.trim(), secret.as_mut_slice())
            .map_err(|_| Error::invalid("the master key must be 64 hexadecimal digits (32 bytes)"))?;
        Ok(Self { version: 1, secret })
    }

    /// Reads the KEK. A missing file is made, readable by its owner only, when `may_create` allows it: only for a
    /// database that holds nothing yet, so that a lost key is an error and never a new key. Says whether it was made.
    pub fn load(source: &KekSource, may_create: bool) -> Result<(Self, bool)> {
        match source {
            KekSource::Value(text) => Ok((Self::parse(text)?, false)),
            KekSource::File(path) if path.exists() => {
                refuse_open_permissions(path)?;
                Ok((Self::parse(&Zeroizing::new(fs::read_to_string(path)?))?, false))
            }
            KekSource::File(path) if may_create => {
                create(path)?;
                Ok((Self::parse(&Zeroizing::new(fs::read_to_string(path)?))?, true))
            }
            KekSource::File(path) => Err(Error::invalid(format!(
                "the master key file {} is missing, and the database already holds sealed data: \
                 put the file back from its backup",
                path.display()
            ))),
        }
    }
}

fn create(path: &Path) -> Result<()> {
    let mut secret = Zeroizing::new([0; 32]);
    fill_random(secret.as_mut());
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut file = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    writeln!(file, "{}", Zeroizing::new(hex::encode(secret.as_slice())).as_str())?;
    file.sync_all()?;
    Ok(())
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
