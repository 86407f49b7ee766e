//! A stream of sealed chunks: each is bound to its backup, its number and whether it is the last, so that chunks can be
//! neither swapped, nor left out, nor cut off.

use crate::{
    Error, Result,
    vault::{DataKey, Place},
};
use realtoros_domain::{closing::BackupKind, ids::AccountId};
use sha2::{Digest, Sha256};
use std::{
    fs::{File, OpenOptions},
    io::{BufReader, BufWriter, ErrorKind, Read, Write},
    os::unix::fs::OpenOptionsExt,
    path::Path,
};
use uuid::Uuid;
use zeroize::Zeroizing;

/// How much one chunk holds before it is sealed.
const CHUNK: usize = 1024 * 1024;
/// No sealed chunk is longer: a chunk, one row beyond it, and what sealing adds.
const LONGEST: usize = 64 * 1024 * 1024;

/// What is known of a stream when it has been written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// How many chunks.
    pub chunks: u64,
    /// How many bytes in the file.
    pub bytes: u64,
    /// The SHA-256 of the file, in hexadecimal digits.
    pub sha256: String,
}

fn place(kind: BackupKind, id: Uuid, number: u64, is_last: bool) -> Place {
    let table = match (kind, is_last) {
        (BackupKind::Data, false) => "backup/data",
        (BackupKind::Data, true) => "backup/data/last",
        (BackupKind::Keys, false) => "backup/keys",
        (BackupKind::Keys, true) => "backup/keys/last",
    };
    Place { account: AccountId(id), table, row: Uuid::from_u64_pair(0, number) }
}

/// Writes a stream.
pub struct Writer<'a> {
    file: BufWriter<File>,
    key: &'a DataKey,
    kind: BackupKind,
    id: Uuid,
    buffer: Zeroizing<Vec<u8>>,
    digest: Sha256,
    chunks: u64,
    bytes: u64,
}

impl<'a> Writer<'a> {
    /// A new file at `path`, for its owner only.
    pub fn create(path: &Path, key: &'a DataKey, kind: BackupKind, id: Uuid) -> Result<Self> {
        let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
        let buffer = Zeroizing::new(Vec::with_capacity(2 * CHUNK));
        Ok(Self {
            file: BufWriter::new(file),
            key,
            kind,
            id,
            buffer,
            digest: Sha256::new(),
            chunks: 0,
            bytes: 0,
        })
    }

    /// Adds bytes.
    pub fn push(&mut self, bytes: &[u8]) -> Result<()> {
        self.buffer.extend_from_slice(bytes);
        if self.buffer.len() >= CHUNK { self.seal(false) } else { Ok(()) }
    }

    /// Seals what is left as the last chunk and sees that it is on the disk.
    pub fn finish(mut self) -> Result<Written> {
        self.seal(true)?;
        self.file.flush()?;
        self.file.get_ref().sync_all()?;
        Ok(Written { chunks: self.chunks, bytes: self.bytes, sha256: hex::encode(self.digest.finalize()) })
    }

    fn seal(&mut self, is_last: bool) -> Result<()> {
        let place = place(self.kind, self.id, self.chunks, is_last);
        let sealed = self.key.seal_bytes(place, &self.buffer)?;
        let length =
            u32::try_from(sealed.len()).map_err(|_| Error::Internal("a chunk is too long".into()))?;
        for part in [&length.to_be_bytes()[..], &sealed] {
            self.digest.update(part);
            self.file.write_all(part)?;
        }
        self.bytes += 4 + u64::from(length);
        self.chunks += 1;
        self.buffer.clear();
        Ok(())
    }
}

/// Reads a stream, chunk by chunk.
pub struct Reader<'a> {
    file: BufReader<File>,
    key: &'a DataKey,
    kind: BackupKind,
    id: Uuid,
    next: Option<Vec<u8>>,
    digest: Sha256,
    chunks: u64,
    bytes: u64,
}

impl<'a> Reader<'a> {
    /// Opens the file at `path`.
    pub fn open(path: &Path, key: &'a DataKey, kind: BackupKind, id: Uuid) -> Result<Self> {
        let file = File::open(path).map_err(|_| broken("its rows are missing"))?;
        let file = BufReader::new(file);
        let mut reader = Self { file, key, kind, id, next: None, digest: Sha256::new(), chunks: 0, bytes: 0 };
        reader.next = reader.frame()?;
        Ok(reader)
    }

    /// The next chunk; none after the last.
    pub fn chunk(&mut self) -> Result<Option<Zeroizing<Vec<u8>>>> {
        let Some(sealed) = self.next.take() else { return Ok(None) };
        self.next = self.frame()?;
        let place = place(self.kind, self.id, self.chunks, self.next.is_none());
        let plain = self.key.open_bytes(place, &sealed).map_err(|_| broken("a part of it was changed"))?;
        self.chunks += 1;
        Ok(Some(plain))
    }

    /// What was read so far.
    pub fn read(&self) -> Written {
        let sha256 = hex::encode(self.digest.clone().finalize());
        Written { chunks: self.chunks, bytes: self.bytes, sha256 }
    }

    fn frame(&mut self) -> Result<Option<Vec<u8>>> {
        let mut length = [0; 4];
        match self.file.read_exact(&mut length) {
            Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Ok(None),
            other => other?,
        }
        let wanted = usize::try_from(u32::from_be_bytes(length)).unwrap_or(usize::MAX);
        if wanted > LONGEST {
            return Err(broken("a part of it was changed"));
        }
        let mut sealed = vec![0; wanted];
        self.file.read_exact(&mut sealed).map_err(|_| broken("it was cut off"))?;
        self.digest.update(length);
        self.digest.update(&sealed);
        self.bytes += 4 + u64::from(u32::from_be_bytes(length));
        Ok(Some(sealed))
    }
}

/// A backup that must not be believed.
pub fn broken(why: &str) -> Error {
    Error::Refused(format!("This backup cannot be verified and was not used: {why}."))
}
