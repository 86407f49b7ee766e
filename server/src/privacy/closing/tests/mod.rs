mod everything;
mod holding;
mod owed;
mod purging;
mod reading;
mod stopping;

use crate::{
    Core, Scope,
    jobs::{self, Claimed, JobKind, JobStatus, NewJob, Outcome, Work},
    leads::{self, LeadRecord, NewLead},
};
use chrono::TimeDelta;
use realtoros_domain::{contact::PersonName, ids::LeadId};

/// A worker that must not be asked.
#[derive(Clone)]
struct Nobody;

impl Work for Nobody {
    async fn perform(&self, job: &Claimed) -> crate::Result<Outcome> {
        panic!("a {} of a closing account was done", job.kind)
    }
}

/// The password of [`crate::testing::realtor`].
const PASSWORD: &str = "a long and unusual pass phrase";

fn days(days: i64) -> TimeDelta {
    TimeDelta::days(days)
}

async fn lead(core: &Core, scope: &Scope, first: &str) -> LeadId {
    let record = LeadRecord {
        name: PersonName { first: first.into(), last: "Canarylast".into() },
        emails: vec![format!("{first}@example.com").parse().unwrap()],
        ..LeadRecord::default()
    };
    leads::create(core, scope, NewLead { record, ..NewLead::default() }).await.unwrap()
}

async fn enqueue(core: &Core, scope: &Scope, kind: JobKind) {
    let tx = core.db.begin().await.unwrap();
    let job = NewJob::now(core, scope.account, kind, &core.new_id()).unwrap();
    jobs::enqueue(&tx, core, job).await.unwrap();
    tx.commit().await.unwrap();
}

async fn newest(core: &Core, scope: &Scope, kind: JobKind) -> JobStatus {
    jobs::statuses(core, scope, kind, 1).await.unwrap().remove(0).1
}
