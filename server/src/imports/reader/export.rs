//! An export of RealtorOS: a ZIP whose manifest says what is in it. It is unpacked in memory, and only as far as its limits
//! go; a file that is not as the manifest says is refused (P-33, P-60).

use super::{FileProblem, LARGEST_FILE};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// The manifest lists every mail, so it may be long.
const LARGEST_MANIFEST: u64 = 64 * 1024 * 1024;
/// The layout of the archive that is understood.
const VERSION: u32 = crate::exports::pack::VERSION;

/// An export.
pub(super) struct Export<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    manifest: Manifest,
}

#[derive(Deserialize)]
struct Manifest {
    format: String,
    version: u32,
    files: Vec<Listed>,
}

#[derive(Deserialize)]
struct Listed {
    name: String,
    sha256: String,
}

impl<'a> Export<'a> {
    /// The export that these bytes are; `None` when they are something else.
    pub(super) fn recognise(bytes: &'a [u8]) -> Result<Option<Self>, FileProblem> {
        if !bytes.starts_with(b"PK\x03\x04") {
            return Ok(None);
        }
        let Ok(mut zip) = ZipArchive::new(Cursor::new(bytes)) else { return Ok(None) };
        if zip.index_for_name("manifest.json").is_none() {
            return Ok(None);
        }
        let manifest = unpack(&mut zip, "manifest.json", LARGEST_MANIFEST)?;
        let manifest: Manifest = match serde_json::from_slice(&manifest) {
            Ok(manifest) => manifest,
            Err(_) => return Ok(None),
        };
        match (manifest.format.as_str(), manifest.version) {
            ("realtoros-export", VERSION) => Ok(Some(Self { zip, manifest })),
            ("realtoros-export", _) => Err(FileProblem::OtherVersion),
            _ => Ok(None),
        }
    }

    /// `leads.csv`, as the manifest says that it is.
    pub(super) fn leads(&mut self) -> Result<Vec<u8>, FileProblem> {
        let name = "leads.csv";
        let content = unpack(&mut self.zip, name, LARGEST_FILE as u64)?;
        self.check(name, Sha256::digest(&content).as_slice())?;
        Ok(content)
    }

    fn check(&self, name: &'static str, found: &[u8]) -> Result<(), FileProblem> {
        let listed = self.manifest.files.iter().find(|file| file.name == name);
        match listed {
            Some(file) if file.sha256 == hex::encode(found) => Ok(()),
            _ => Err(FileProblem::Changed(name)),
        }
    }
}

/// The content of a file of the archive. What the archive says of its size is not believed.
fn unpack(
    zip: &mut ZipArchive<Cursor<&[u8]>>,
    name: &'static str,
    limit: u64,
) -> Result<Vec<u8>, FileProblem> {
    let mut content = Vec::new();
    let changed = |_| FileProblem::Changed(name);
    let file = zip.by_name(name).map_err(|_| FileProblem::Changed(name))?;
    file.take(limit + 1).read_to_end(&mut content).map_err(changed)?;
    if content.len() as u64 > limit {
        return Err(FileProblem::TooLarge);
    }
    Ok(content)
}
