mod cut_off;
mod erased;
mod expiring;
mod kept;
mod owed;
mod refusing;
mod restoring;

use super::{Overrides, store};
use crate::{
    Core, Scope,
    leads::{self, LeadRecord, NewLead},
    privacy::erasure,
    testing::{KEK, TestCore},
    vault::{Kek, Vault},
};
use realtoros_domain::{closing::BackupKind, contact::PersonName, ids::LeadId};
use sea_orm::{ConnectionTrait, Statement};
use std::path::PathBuf;
use uuid::Uuid;

/// Restores over whatever is there.
const FORCE: Overrides = Overrides { force: true, without_ledger: false };

async fn lead(core: &Core, scope: &Scope, first: &str) -> LeadId {
    let record = LeadRecord {
        name: PersonName { first: first.into(), last: "Canarylast".into() },
        emails: vec![format!("{first}@example.com").parse().unwrap()],
        ..LeadRecord::default()
    };
    leads::create(core, scope, NewLead { record, ..NewLead::default() }).await.unwrap()
}

async fn number(core: &Core, sql: &str) -> i64 {
    let statement = Statement::from_string(core.db.backend(), sql);
    core.db.read().query_one_raw(statement).await.unwrap().unwrap().try_get_by_index(0).unwrap()
}

fn rows_of(core: &Core, kind: BackupKind, id: Uuid) -> PathBuf {
    store::folder(core, kind, id).join(store::ROWS)
}

/// The same installation as another process sees it: nothing of it is in memory.
async fn reopened(core: &TestCore) -> Core {
    let vault = Vault::open(&core.db, Kek::parse(KEK).unwrap(), core.now_ms()).await.unwrap();
    Core::new(core.db.clone(), vault, core.clock.clone(), (*core.settings).clone())
}

/// Brings the backups of one installation to another.
fn carry(from: &Core, to: &Core, kind: BackupKind, id: Uuid) {
    let (from, to) = (store::folder(from, kind, id), store::folder(to, kind, id));
    std::fs::create_dir_all(&to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        std::fs::copy(&path, to.join(path.file_name().unwrap())).unwrap();
    }
}

/// Brings the ledger of deletions of one installation to another.
fn carry_ledger(from: &Core, to: &Core) {
    std::fs::copy(erasure::path(from), erasure::path(to)).unwrap();
}
