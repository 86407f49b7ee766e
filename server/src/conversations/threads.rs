//! The inbox: one line per lead with whom something is going on.

use crate::{
    Core, Error, Result, Scope,
    audit::{Entry, Subject},
    leads, links,
    outbound::{
        MessageRecord, MessageState,
        entity::Model,
        repository::{self, ThreadPlace},
    },
};
use realtoros_domain::ids::LeadId;
use std::{collections::HashMap, fmt, str::FromStr};

/// How many threads a page of the inbox shows.
const MOST: usize = 50;
/// How many characters of the newest message are shown.
const EXCERPT: usize = 90;

/// One line of the inbox.
#[derive(Clone, Debug, PartialEq)]
pub struct ThreadSummary {
    /// With whom.
    pub lead: LeadId,
    /// Their name.
    pub name: String,
    /// The beginning of the newest message.
    pub excerpt: String,
    /// Whether the newest message is the lead's.
    pub inbound: bool,
    /// The newest message's channel.
    pub channel: String,
    /// Its state.
    pub state: MessageState,
    /// Its time, in milliseconds since 1970 UTC.
    pub at: i64,
    /// How many messages of the lead nobody has read.
    pub unread: u64,
    /// A reply may mean stop.
    pub on_hold: bool,
}

/// A page of the inbox.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Threads {
    /// Its lines.
    pub threads: Vec<ThreadSummary>,
    /// The last line, where there are more below it.
    pub older: Option<ThreadPlace>,
}

/// The threads below `after`, or from the first: those with messages that nobody has read, then those with a draft that
/// waits, then the others; each newest first.
pub async fn threads(core: &Core, scope: &Scope, after: Option<ThreadPlace>) -> Result<Threads> {
    let conn = core.db.read();
    let mut places = repository::thread_places(conn, scope.account, after, MOST as u64 + 1).await?;
    let has_more = places.len() > MOST;
    places.truncate(MOST);
    let older = places.last().copied().filter(|_| has_more);
    let newest = repository::newest_of(conn, scope.account, &places).await?;
    let ids: Vec<LeadId> = places.iter().map(|place| place.lead).collect();
    let unread = repository::unread_by_lead(conn, scope.account, &ids).await?;
    let found = leads::load_many(conn, core, scope.account, &ids).await?;
    let found: HashMap<_, _> = found.into_iter().map(|lead| (lead.id, lead)).collect();
    let rows = repository::open_all(conn, core, scope.account, newest).await?;
    let summary = |(row, record): (Model, MessageRecord)| {
        let lead = found.get(&LeadId(row.lead_id))?;
        let words = record.subject.filter(|_| row.channel == "email").unwrap_or(record.text);
        Some(ThreadSummary {
            lead: lead.id,
            name: lead.record.display_name(),
            excerpt: links::shown(&row.purpose, &words).chars().take(EXCERPT).collect(),
            inbound: row.direction == "in",
            channel: row.channel,
            state: MessageState::parse(&row.state),
            at: row.occurred_at,
            unread: unread.get(&lead.id).copied().unwrap_or_default(),
            on_hold: lead.on_hold,
        })
    };
    let threads: Vec<_> = rows.into_iter().filter_map(summary).collect();
    core.reads.note(
        scope,
        Entry::new("inbox.read", Subject::many("message")).with(format!("threads={}", threads.len())),
    );
    Ok(Threads { threads, older })
}

/// As it stands in an address.
impl fmt::Display for ThreadPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.rank, self.at, self.lead)
    }
}

impl FromStr for ThreadPlace {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let place = |text: &str| {
            let mut parts = text.splitn(3, '.');
            let (rank, at) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
            Some(Self { rank, at, lead: parts.next()?.parse().ok()? })
        };
        place(text).ok_or(Error::NotFound)
    }
}

/// How many messages of leads nobody has read.
pub async fn unread(core: &Core, scope: &Scope) -> Result<u64> {
    repository::unread(core.db.read(), scope.account).await
}

/// The messages of a lead have been read.
pub async fn mark_read(core: &Core, scope: &Scope, lead: LeadId) -> Result<()> {
    if repository::mark_read(core.db.write(), scope.account, lead, core.now_ms()).await? > 0 {
        core.live.send(scope.account, crate::live::Event::Messages);
    }
    Ok(())
}
