//! What needs the realtor now.

use super::{
    interruptions::{Interruption, interruptions},
    repository,
};
use crate::{
    Core, Result, Scope,
    conversations::{self, ThreadSummary},
    do_not_call,
    jobs::{self, JobKind, JobState, JobStatus},
    leads::directory::directory,
    newsletters::{self, Newsletter},
    privacy::{
        requests::{self, Pressing},
        retention::{self, Due},
    },
};
use chrono::NaiveDate;
use realtoros_domain::{Stage, consent::Reach, ids::LeadId, newsletter::State};

/// How many things of a kind are listed.
const MOST: usize = 10;

/// What needs the realtor now.
#[derive(Clone, Debug, Default)]
pub struct Today {
    /// How many leads there are.
    pub leads: u64,
    /// How many of them nobody has been in touch with.
    pub new_leads: u64,
    /// How many messages of leads nobody has read.
    pub unread: u64,
    /// How many drafts wait for a person.
    pub drafts: u64,
    /// How many suggestions nobody has decided about.
    pub suggestions: u64,
    /// How many leads may have asked to stop.
    pub holds: u64,
    /// Some of these leads, by name.
    pub held: Vec<(LeadId, String)>,
    /// Leads who may be under 18, by name: somebody has to look (P-68).
    pub minors: Vec<(LeadId, String)>,
    /// Conversations with messages that nobody has read, the newest first.
    pub threads: Vec<ThreadSummary>,
    /// Drafts that wait, the oldest first.
    pub waiting: Vec<WaitingDraft>,
    /// Work that is going on.
    pub running: Vec<Running>,
    /// Newsletters that are being written or wait to be sent.
    pub newsletters: Vec<Newsletter>,
    /// Requests about personal data that are due within a week, the earliest first.
    pub requests: Vec<Pressing>,
    /// Leads whom a retention rule erases within thirty days, the first first (P-55).
    pub expiring: Vec<Due>,
    /// The last good day of the federal do-not-call list, once it is time for the next copy (P-48).
    pub do_not_call: Option<NaiveDate>,
    /// What was connected and is not read any more, or not wholly.
    pub interruptions: Vec<Interruption>,
    /// Whether anything was ever written to a lead.
    pub has_written: bool,
    /// Whether there is any newsletter.
    pub has_newsletter: bool,
}

/// A draft that waits for a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingDraft {
    /// For whom.
    pub lead: LeadId,
    /// Their name.
    pub name: String,
    /// Since when, in milliseconds since 1970 UTC.
    pub at: i64,
}

/// Work that is going on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Running {
    /// What is done.
    pub kind: JobKind,
    /// How far it has come.
    pub status: JobStatus,
}

/// Gathers what needs the realtor now.
pub async fn today(core: &Core, scope: &Scope) -> Result<Today> {
    let (conn, account) = (core.db.read(), scope.account);
    let directory = directory(core, scope).await?;
    let is_held = |reach: &[Reach; 3]| reach.contains(&Reach::Review);
    let held: Vec<_> = directory.rows().iter().filter(|row| is_held(&row.reach)).collect();
    let minors = directory.rows().iter().filter(|row| row.maybe_minor).map(|row| (row.id, row.name.clone()));
    let minors: Vec<_> = minors.collect();
    let new_leads = directory.rows().iter().filter(|row| row.stage == Stage::New).count();
    let unread = conversations::unread(core, scope).await?;
    let mut threads = Vec::new();
    if unread > 0 {
        threads = conversations::threads(core, scope, None).await?.threads;
        threads.retain(|thread| thread.unread > 0);
        threads.truncate(MOST);
    }
    let drafts = repository::drafts(conn, account, MOST as u64).await?;
    let waiting = drafts.into_iter().filter_map(|(lead, at)| {
        directory.get(lead).map(|row| WaitingDraft { lead, name: row.name.clone(), at })
    });
    let all = newsletters::list(core, scope).await?;
    Ok(Today {
        leads: directory.len() as u64,
        new_leads: new_leads as u64,
        unread,
        drafts: repository::count_drafts(conn, account).await?,
        suggestions: repository::count_suggestions(conn, account).await?,
        holds: held.len() as u64,
        held: held.into_iter().take(MOST).map(|row| (row.id, row.name.clone())).collect(),
        minors,
        threads,
        waiting: waiting.collect(),
        running: running(core, scope).await?,
        requests: requests::pressing(core, scope).await?,
        expiring: retention::due_soon(core, scope).await?,
        do_not_call: do_not_call::is_due_again(core, scope).await?,
        interruptions: interruptions(core, scope).await?,
        has_written: repository::has_written(conn, account).await?,
        has_newsletter: !all.is_empty(),
        newsletters: all
            .into_iter()
            .filter(|one| matches!(one.state, State::Draft | State::Approved))
            .take(MOST)
            .collect(),
    })
}

async fn running(core: &Core, scope: &Scope) -> Result<Vec<Running>> {
    let mut running = Vec::new();
    for kind in [JobKind::ImportCommit, JobKind::ImportUndo, JobKind::NewsletterSend] {
        let newest = jobs::statuses(core, scope, kind, MOST as u64).await?;
        let going_on = |status: &JobStatus| matches!(status.state, JobState::Queued | JobState::Running);
        let statuses = newest.into_iter().map(|(_, status)| status).filter(going_on);
        running.extend(statuses.map(|status| Running { kind, status }));
    }
    Ok(running)
}
