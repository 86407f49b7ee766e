mod consent;
mod contents;
mod data_map;
mod held_against;
mod history;
mod lifetime;
mod round_trip;

use super::{
    ExportState, Taken, find,
    pack::{Order, Sink, pack},
    perform, take,
};
use crate::{
    Core, Result, Scope, imports,
    jobs::{self, Claimed, JobKind, Outcome, Work},
    outbound::{CallRecord, MessageRecord, MessageState, entity::Model, repository},
};
use realtoros_domain::ids::{ExportId, ImportId, LeadId};
use std::{collections::BTreeMap, io::Read};

/// Does the jobs of exports and imports.
#[derive(Clone)]
struct Worker(Core);

impl Work for Worker {
    async fn perform(&self, job: &Claimed) -> Result<Outcome> {
        match job.kind {
            JobKind::Export => perform(&self.0, job).await,
            JobKind::ImportCommit => imports::perform_commit(&self.0, job).await,
            JobKind::ImportUndo => imports::perform_undo(&self.0, job).await,
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

/// The archive of everything that an account has.
async fn export(core: &Core, scope: &Scope) -> Vec<u8> {
    let mut kept = Kept::default();
    let order = Order { account: scope.account, lead: None, made_at: core.now() };
    Box::pin(pack(core, &order, &mut kept)).await.unwrap();
    kept.0
}

/// Imports a file to its end.
async fn bring_in(core: &Core, scope: &Scope, name: &str, bytes: Vec<u8>) -> ImportId {
    let id = imports::upload(core, scope, name, bytes).await.unwrap();
    imports::start(core, scope, id).await.unwrap();
    work(core).await;
    assert_eq!(imports::view(core, scope, id).await.unwrap().state, imports::ImportState::Done);
    id
}

/// Something that was said, as it is stored once it is over.
struct Said {
    channel: &'static str,
    direction: &'static str,
    state: MessageState,
    at: i64,
    subject: Option<&'static str>,
    text: &'static str,
}

async fn say(core: &Core, scope: &Scope, lead: LeadId, said: Said) {
    let id = core.new_id();
    let call = (said.channel == "voice").then(|| CallRecord { seconds: Some(75), ..CallRecord::default() });
    let record = MessageRecord {
        from: "+12125550100".into(),
        to: "+12125550101".into(),
        subject: said.subject.map(str::to_owned),
        text: said.text.into(),
        provider_id: Some(format!("SM{id}")),
        call,
        ..MessageRecord::default()
    };
    let sealed = repository::seal(core.db.write(), core, scope.account, lead, id, &record).await.unwrap();
    let row = Model {
        id,
        account_id: scope.account.0,
        lead_id: lead.0,
        channel: said.channel.into(),
        direction: said.direction.into(),
        purpose: "conversation".into(),
        automation: "approved".into(),
        state: said.state.as_str().into(),
        reason: String::new(),
        idempotency_key: format!("said:{id}"),
        provider_index: None,
        newsletter_id: None,
        author_id: None,
        occurred_at: said.at,
        send_after: None,
        lease_until: None,
        attempts: 1,
        read_at: None,
        sealed,
    };
    repository::insert(core.db.write(), vec![row]).await.unwrap();
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
