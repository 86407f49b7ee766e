mod contents;
mod data_map;
mod lifetime;
mod round_trip;

use super::{ExportState, Taken, find, pack::Sink, perform, take};
use crate::{
    Core, Result, Scope, imports,
    jobs::{self, Claimed, JobKind, Outcome, Work},
};
use realtoros_domain::ids::ExportId;
use std::{collections::BTreeMap, io::Read};

/// Does the jobs of exports and imports.
#[derive(Clone)]
struct Worker(Core);

impl Work for Worker {
    async fn perform(&self, job: &Claimed) -> Result<Outcome> {
        match job.kind {
            JobKind::Export => perform(&self.0, job).await,
            JobKind::ImportCommit => imports::perform_commit(&self.0, job).await,
            _ => Ok(Outcome::Canceled),
        }
    }
}

async fn work(core: &Core) {
    while jobs::step(core, &Worker(core.clone())).await.unwrap() {}
}

/// Keeps what it gets.
#[derive(Default)]
struct Kept(Vec<u8>);

impl Sink for Kept {
    async fn put(&mut self, bytes: Vec<u8>) -> Result<()> {
        self.0.extend(bytes);
        Ok(())
    }

    async fn progress(&mut self, done: i64, total: i64) -> Result<()> {
        assert!(done <= total);
        Ok(())
    }
}

/// Fetches an export that is ready.
async fn fetch(core: &Core, scope: &Scope, id: ExportId) -> Vec<u8> {
    assert_eq!(find(core, scope, id).await.unwrap().state, ExportState::Ready);
    let Taken::Download(download) = take(core, scope, id).await.unwrap() else { panic!("there is nothing") };
    let (mut bytes, mut seq) = (Vec::new(), 0);
    while let Some(part) = download.part(seq).await.unwrap() {
        bytes.extend(part);
        seq += 1;
    }
    assert_eq!(i64::try_from(bytes.len()).unwrap(), download.bytes());
    bytes
}

/// The files of an archive.
fn unzip(bytes: Vec<u8>) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut files = BTreeMap::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        files.insert(file.name().unwrap().into_owned(), content);
    }
    files
}

fn text(files: &BTreeMap<String, Vec<u8>>, name: &str) -> String {
    String::from_utf8(files[name].clone()).unwrap()
}
