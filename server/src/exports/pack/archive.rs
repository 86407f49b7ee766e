//! The ZIP, written as a stream: what is compressed is handed on in parts of a fixed size.

use super::{Sink, manifest::FileEntry};
use crate::{Error, Result};
use chrono::{DateTime, Datelike, Timelike, Utc};
use sha2::{Digest, Sha256};
use std::{
    io::Write,
    sync::{Arc, Mutex, PoisonError},
};
use zip::{
    CompressionMethod, ZipWriter,
    write::{SimpleFileOptions, StreamWriter},
};

/// How many bytes are handed on at once.
const PART: usize = 512 * 1024;
/// From so many records on, a file may outgrow the four gigabytes of a plain ZIP entry.
const MANY: i64 = 200_000;

/// A ZIP on its way into a sink.
pub struct Archive<'a, S> {
    zip: Box<ZipWriter<StreamWriter<Pipe>>>,
    pipe: Pipe,
    sink: &'a mut S,
    made_at: zip::DateTime,
    open: Option<(FileEntry, Sha256)>,
    files: Vec<FileEntry>,
}

impl<'a, S: Sink> Archive<'a, S> {
    /// An empty archive whose files bear the time `made_at`.
    pub fn new(sink: &'a mut S, made_at: DateTime<Utc>) -> Self {
        let pipe = Pipe::default();
        let zip = Box::new(ZipWriter::new_stream(pipe.clone()));
        Self { zip, pipe, sink, made_at: dos_time(made_at), open: None, files: Vec::new() }
    }

    /// Begins a file. `what` says in plain words what is in it; `records` is how many there may be.
    pub fn begin(&mut self, name: String, what: &'static str, records: i64) -> Result<()> {
        self.end();
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(self.made_at)
            .unix_permissions(0o600)
            .large_file(records > MANY);
        self.zip.start_file(name.as_str(), options).map_err(broken)?;
        self.open = Some((FileEntry { name, what, bytes: 0, sha256: String::new() }, Sha256::new()));
        Ok(())
    }

    /// Writes into the file that was begun last.
    pub async fn write(&mut self, bytes: &[u8]) -> Result<()> {
        let Some((entry, hash)) = &mut self.open else {
            return Err(Error::Internal("an export's file was not begun".to_owned()));
        };
        entry.bytes += u64::try_from(bytes.len()).unwrap_or_default();
        hash.update(bytes);
        self.zip.write_all(bytes)?;
        while let Some(part) = self.pipe.part(PART) {
            self.sink.put(part).await?;
        }
        Ok(())
    }

    /// Tells how far the work has come.
    pub async fn progress(&mut self, done: i64, total: i64) -> Result<()> {
        self.sink.progress(done, total).await
    }

    /// The files so far, each with its size and fingerprint.
    pub fn files(&mut self) -> &[FileEntry] {
        self.end();
        &self.files
    }

    /// Writes the directory of the archive and hands on what is left.
    pub async fn finish(self) -> Result<()> {
        self.zip.finish().map_err(broken)?;
        while let Some(part) = self.pipe.part(PART) {
            self.sink.put(part).await?;
        }
        match self.pipe.part(1) {
            Some(rest) => self.sink.put(rest).await,
            None => Ok(()),
        }
    }

    fn end(&mut self) {
        if let Some((entry, hash)) = self.open.take() {
            self.files.push(FileEntry { sha256: hex::encode(hash.finalize()), ..entry });
        }
    }
}

/// What the ZIP has written and nobody has taken yet.
#[derive(Clone, Default)]
struct Pipe(Arc<Mutex<Vec<u8>>>);

impl Pipe {
    /// Takes `size` bytes if there are as many; of a size of one, everything that there is.
    fn part(&self, size: usize) -> Option<Vec<u8>> {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if waiting.len() < size {
            return None;
        }
        if size == 1 {
            return Some(std::mem::take(&mut *waiting));
        }
        let rest = waiting.split_off(size);
        Some(std::mem::replace(&mut *waiting, rest))
    }
}

impl Write for Pipe {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// A ZIP knows local time in steps of two seconds, from 1980 on; ours is UTC.
fn dos_time(at: DateTime<Utc>) -> zip::DateTime {
    let part = |n: u32| u8::try_from(n).unwrap_or_default();
    let year = u16::try_from(at.year()).unwrap_or_default();
    zip::DateTime::from_date_and_time(
        year,
        part(at.month()),
        part(at.day()),
        part(at.hour()),
        part(at.minute()),
        part(at.second()),
    )
    .unwrap_or_default()
}

fn broken(error: zip::result::ZipError) -> Error {
    Error::Internal(format!("zip: {error}"))
}
