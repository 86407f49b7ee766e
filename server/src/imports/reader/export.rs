//! An export of RealtorOS: a ZIP whose manifest says what is in it. It is unpacked in memory, and only as far as its limits
//! go; a file that is not as the manifest says is refused (P-33, P-60).

use super::{FileProblem, LARGEST_FILE, history::HistoryRecords};
use crate::{
    audit::signing::{PublicKey, Purpose, Signed},
    exports::pack::{SIGNATURE, SIGNATURE_FORMAT},
};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::io::{BufRead, BufReader, Cursor, Read};
use zip::{ZipArchive, read::ZipFile};

/// The file with every record.
const DATA: &str = "data.json";
/// What is read at a time.
const PART: usize = 64 * 1024;
/// The manifest lists every mail, so it may be long.
const LARGEST_MANIFEST: u64 = 64 * 1024 * 1024;
/// `data.json` is read as a stream, and may be as long as a workbook.
const LARGEST_DATA: u64 = 2 * 1024 * 1024 * 1024;
/// A signature is short.
const LARGEST_SIGNATURE: u64 = 16 * 1024;
/// The layout of the archive that is understood.
const VERSION: u32 = crate::exports::pack::VERSION;

/// An export.
pub(super) struct Export<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    manifest: Manifest,
    signed: Option<SignedManifest>,
}

#[derive(Deserialize)]
struct Manifest {
    format: String,
    version: u32,
    files: Vec<Listed>,
    #[serde(default)]
    scope: String,
    #[serde(default)]
    brokerage: Option<String>,
    #[serde(default)]
    made_at: String,
}

/// What an export says of itself, and a signature over it that nobody has checked yet.
#[derive(Clone, Debug)]
pub struct SignedManifest {
    bytes: Vec<u8>,
    signed: Signed,
    says: Origin,
}

/// Where an export comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// The brokerage of the account that made it.
    pub brokerage: String,
    /// When it was made (RFC 3339).
    pub made_at: String,
}

impl SignedManifest {
    /// Where the export comes from, if one of `keys` has signed its list of files as it stands.
    pub fn verified(self, keys: &[PublicKey]) -> Option<Origin> {
        self.signed.verify(keys, Purpose::ExportManifest, &self.bytes).then_some(self.says)
    }
}

#[derive(Deserialize)]
struct SignatureFile {
    format: String,
    #[serde(flatten)]
    signed: Signed,
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
        let bytes = unpack(&mut zip, "manifest.json", LARGEST_MANIFEST)?;
        let manifest: Manifest = match serde_json::from_slice(&bytes) {
            Ok(manifest) => manifest,
            Err(_) => return Ok(None),
        };
        match (manifest.format.as_str(), manifest.version) {
            ("realtoros-export", VERSION) => {
                let signed = signature(&mut zip).and_then(|signed| signed_manifest(&manifest, bytes, signed));
                Ok(Some(Self { zip, manifest, signed }))
            }
            ("realtoros-export", _) => Err(FileProblem::OtherVersion),
            _ => Ok(None),
        }
    }

    /// What a signature says about it, once somebody has checked that.
    pub(super) fn signed(&self) -> Option<SignedManifest> {
        self.signed.clone()
    }

    /// `leads.csv`, as the manifest says that it is.
    pub(super) fn leads(&mut self) -> Result<Vec<u8>, FileProblem> {
        let name = "leads.csv";
        let content = unpack(&mut self.zip, name, LARGEST_FILE as u64)?;
        self.check(name, Sha256::digest(&content).as_slice())?;
        Ok(content)
    }

    /// Makes sure that `data.json` is as the manifest says.
    pub(super) fn check_data(&mut self) -> Result<(), FileProblem> {
        let (mut hash, mut size, mut part) = (Sha256::new(), 0, vec![0; PART]);
        let mut data = open(&mut self.zip, DATA)?;
        loop {
            let read = data.read(&mut part).map_err(|_| FileProblem::Changed(DATA))?;
            size += read as u64;
            match read {
                0 => break,
                _ if size > LARGEST_DATA => return Err(FileProblem::TooLarge),
                _ => hash.update(&part[..read]),
            }
        }
        drop(data);
        self.check(DATA, hash.finalize().as_slice())
    }

    /// The rows of the history in `data.json`.
    pub(super) fn history(&mut self) -> Result<HistoryRecords<impl BufRead + use<'_, 'a>>, FileProblem> {
        Ok(HistoryRecords::new(BufReader::new(open(&mut self.zip, DATA)?)))
    }

    fn check(&self, name: &'static str, found: &[u8]) -> Result<(), FileProblem> {
        let listed = self.manifest.files.iter().find(|file| file.name == name);
        match listed {
            Some(file) if file.sha256 == hex::encode(found) => Ok(()),
            _ => Err(FileProblem::Changed(name)),
        }
    }
}

/// The signature in the archive. One that cannot be read is none.
fn signature(zip: &mut ZipArchive<Cursor<&[u8]>>) -> Option<Signed> {
    zip.index_for_name(SIGNATURE)?;
    let content = unpack(zip, SIGNATURE, LARGEST_SIGNATURE).ok()?;
    let file: SignatureFile = serde_json::from_slice(&content).ok()?;
    (file.format == SIGNATURE_FORMAT).then_some(file.signed)
}

/// Only the export of a whole account says whose it is.
fn signed_manifest(manifest: &Manifest, bytes: Vec<u8>, signed: Signed) -> Option<SignedManifest> {
    let brokerage = manifest.brokerage.clone().filter(|_| manifest.scope == "account")?;
    Some(SignedManifest { bytes, signed, says: Origin { brokerage, made_at: manifest.made_at.clone() } })
}

/// A file of the archive, to be read as a stream.
fn open<'z, 'a>(
    zip: &'z mut ZipArchive<Cursor<&'a [u8]>>,
    name: &'static str,
) -> Result<ZipFile<'z, Cursor<&'a [u8]>>, FileProblem> {
    zip.by_name(name).map_err(|_| FileProblem::Changed(name))
}

/// The content of a file of the archive. What the archive says of its size is not believed.
fn unpack(
    zip: &mut ZipArchive<Cursor<&[u8]>>,
    name: &'static str,
    limit: u64,
) -> Result<Vec<u8>, FileProblem> {
    let mut content = Vec::new();
    let changed = |_| FileProblem::Changed(name);
    open(zip, name)?.take(limit + 1).read_to_end(&mut content).map_err(changed)?;
    if content.len() as u64 > limit {
        return Err(FileProblem::TooLarge);
    }
    Ok(content)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use zip::{ZipWriter, write::SimpleFileOptions};

    #[test]
    fn a_file_that_grows_beyond_its_limit_is_refused() {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file("leads.csv", SimpleFileOptions::default()).unwrap();
        zip.write_all(&vec![b'a'; 100_000]).unwrap();
        let bytes = zip.finish().unwrap().into_inner();
        assert!(bytes.len() < 1_000);
        let mut zip = ZipArchive::new(Cursor::new(bytes.as_slice())).unwrap();
        assert_eq!(unpack(&mut zip, "leads.csv", 99_999), Err(FileProblem::TooLarge));
        assert_eq!(unpack(&mut zip, "leads.csv", 100_000).map(|content| content.len()), Ok(100_000));
    }
}
