//! Everything that was said with one lead.

use crate::{
    Core, Result, Scope,
    audit::{Entry, Subject},
    leads, links,
    outbound::{CallRecord, MessageRecord, MessageState, entity::Model, repository},
};
use realtoros_domain::{
    consent::Step,
    ids::{LeadId, MessageId},
    reply::Reading,
};

/// One entry of a timeline.
#[derive(Clone, Debug, PartialEq)]
pub struct TimelineItem {
    /// The message.
    pub id: MessageId,
    /// `sms`, `email`, `voice` or `note`.
    pub channel: String,
    /// `in`, `out` or `internal`.
    pub direction: String,
    /// Where it stands.
    pub state: MessageState,
    /// The stable name of what stood against it; empty for nothing.
    pub reason: String,
    /// Whether a machine wrote it.
    pub automatic: bool,
    /// Whether a person approved these very words.
    pub approved: bool,
    /// What it was for.
    pub purpose: String,
    /// When, in milliseconds since 1970 UTC.
    pub at: i64,
    /// When it goes out, if it waits.
    pub send_after: Option<i64>,
    /// The subject of a mail.
    pub subject: Option<String>,
    /// The words, without the tokens of the lead's own links.
    pub text: String,
    /// Why it failed.
    pub error: Option<String>,
    /// What the gate said.
    pub steps: Vec<Step>,
    /// The messages that a draft rests on.
    pub cites: Vec<MessageId>,
    /// How many pictures came with it.
    pub media: u32,
    /// What a lead's message was read as.
    pub reading: Option<Reading>,
    /// What is known of a call.
    pub call: Option<CallRecord>,
    /// A draft from before something about the lead was corrected (P-61).
    pub outdated: bool,
}

/// The timeline of a lead and of those merged into it, oldest first.
pub async fn timeline(core: &Core, scope: &Scope, lead: LeadId) -> Result<Vec<TimelineItem>> {
    let conn = core.db.read();
    let corrected_at = leads::load(conn, core, scope.account, lead).await?.corrected_at;
    let mut ids = leads::merged_into(conn, scope.account, lead).await?;
    ids.push(lead);
    let rows = repository::of_leads(conn, scope.account, &ids).await?;
    let items = repository::open_all(conn, core, scope.account, rows).await?;
    core.reads.note(scope, Entry::new("timeline.read", Subject::one("lead", lead)));
    Ok(items.into_iter().map(|found| item(found, corrected_at)).collect())
}

fn item((row, record): (Model, MessageRecord), corrected_at: Option<i64>) -> TimelineItem {
    let state = MessageState::parse(&row.state);
    TimelineItem {
        id: MessageId(row.id),
        automatic: row.automation != "human_typed",
        approved: row.automation == "approved",
        channel: row.channel,
        direction: row.direction,
        reason: row.reason,
        at: row.occurred_at,
        send_after: row.send_after.filter(|_| MessageState::WAITING.contains(&state)),
        state,
        subject: record.subject,
        text: links::shown(&row.purpose, &record.text),
        purpose: row.purpose,
        error: record.error,
        steps: record.steps,
        cites: record.cites,
        media: record.media,
        reading: record.reading,
        call: record.call,
        outdated: state == MessageState::Draft && corrected_at.is_some_and(|at| row.occurred_at < at),
    }
}
