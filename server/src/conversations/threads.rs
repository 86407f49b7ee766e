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
    /// The beginning of the newest message, or of the newest of the lead's that nobody has read.
    pub excerpt: String,
    /// Whether this message is the lead's.
    pub inbound: bool,
    /// Its channel.
    pub channel: String,
    /// What it was for.
    pub purpose: String,
    /// Its state.
    pub state: MessageState,
    /// Its time, in milliseconds since 1970 UTC.
    pub at: i64,
    /// How many messages of the lead nobody has read.
    pub unread: u64,
    /// A reply may mean stop.
    pub on_hold: bool,
    /// A draft of the assistant waits.
    pub has_draft: bool,
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
    let ids: Vec<LeadId> = places.iter().map(|place| place.lead).collect();
    let unread = repository::unread_by_lead(conn, scope.account, &ids).await?;
    // What the lead wrote comes before what is drafted for an answer.
    for place in &mut places {
        place.at = unread.get(&place.lead).map_or(place.at, |(_, newest)| *newest);
    }
    let drafts = repository::with_drafts(conn, scope.account, &ids).await?;
    let newest = repository::newest_of(conn, scope.account, &places).await?;
    let found = leads::load_many(conn, core, scope.account, &ids).await?;
    let found: HashMap<_, _> = found.into_iter().map(|lead| (lead.id, lead)).collect();
    let rows = repository::open_all(conn, core, scope.account, newest).await?;
    let summary = |(row, record): (Model, MessageRecord)| {
        let lead = found.get(&LeadId(row.lead_id))?;
        let words = record.subject.filter(|_| row.channel == "email").unwrap_or(record.text);
        Some(ThreadSummary {
            lead: lead.id,
            name: lead.record.display_name(),
            excerpt: excerpt(&links::shown(&row.purpose, &words)),
            inbound: row.direction == "in",
            channel: row.channel,
            purpose: row.purpose,
            state: MessageState::parse(&row.state),
            at: row.occurred_at,
            unread: unread.get(&lead.id).map_or(0, |(count, _)| *count),
            on_hold: lead.on_hold,
            has_draft: drafts.contains(&lead.id.0),
        })
    };
    let threads: Vec<_> = rows.into_iter().filter_map(summary).collect();
    core.reads.note(
        scope,
        Entry::new("inbox.read", Subject::many("message")).with(format!("threads={}", threads.len())),
    );
    Ok(Threads { threads, older })
}

/// The beginning of a text, to the end of a word.
fn excerpt(text: &str) -> String {
    let text = text.trim();
    if text.chars().count() <= EXCERPT {
        return text.to_owned();
    }
    let cut: String = text.chars().take(EXCERPT).collect();
    let words = cut.rsplit_once(char::is_whitespace).map_or(cut.as_str(), |(words, _)| words);
    format!("{}…", words.trim_end())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_ends_at_a_word_and_says_that_it_goes_on() {
        assert_eq!(excerpt(" See you on Saturday. "), "See you on Saturday.");
        let cut = excerpt(&"porch ".repeat(20));
        assert_eq!(cut, format!("{}…", "porch ".repeat(15).trim_end()));
        assert_eq!(excerpt(&"x".repeat(91)), format!("{}…", "x".repeat(90)));
    }
}
