//! The inbox: one line per lead with whom something is going on.

use crate::{
    Core, Result, Scope,
    audit::{Entry, Subject},
    leads, links,
    outbound::{MessageRecord, MessageState, entity::Model, repository},
};
use realtoros_domain::ids::LeadId;
use std::collections::HashMap;

/// How many threads the inbox shows.
const MOST: u64 = 200;
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
    /// The newest message's channel, or `note`.
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

/// The threads with the newest messages, newest first.
pub async fn threads(core: &Core, scope: &Scope) -> Result<Vec<ThreadSummary>> {
    let conn = core.db.read();
    let newest = repository::newest_per_lead(conn, scope.account, MOST).await?;
    let ids: Vec<LeadId> = newest.iter().map(|row| LeadId(row.lead_id)).collect();
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
    let summaries: Vec<_> = rows.into_iter().filter_map(summary).collect();
    core.reads.note(
        scope,
        Entry::new("inbox.read", Subject::many("message")).with(format!("threads={}", summaries.len())),
    );
    Ok(summaries)
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
