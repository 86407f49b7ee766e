//! What is known for a task, before it is cut down to the fields that the task may see.

use super::{Field, Task, field_value};
use crate::{
    Core, Result, Scope, accounts,
    conversations::{self, TimelineItem},
    leads,
    outbound::{AUTOMATIC_REPLY, MessageState, UNVERIFIED},
};
use chrono::{DateTime, FixedOffset, Offset, TimeZone};
use chrono_tz::Tz;
use realtoros_domain::{
    facts::Facts,
    ids::{LeadId, MessageId},
    writing::{Author, Parties, Turn},
};
use serde::Serialize;
use serde_json::{Map, Value};

/// How many of the newest messages a task sees.
const NEWEST: usize = 30;

/// One message of a conversation.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Which.
    pub id: MessageId,
    /// Its number in the prompt, from 1.
    pub n: u32,
    /// Who wrote it.
    pub author: Author,
    /// Text, mail or note.
    pub channel: String,
    /// When, in the account's zone.
    pub at: DateTime<FixedOffset>,
    /// The words.
    pub text: String,
}

/// Counts for a newsletter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Figures {
    /// The place that it is about.
    pub area: Option<String>,
    /// New listings.
    pub new_listings: u32,
    /// Listings with another price.
    pub price_changes: u32,
    /// Announced open houses.
    pub open_houses: u32,
}

/// What is known for a task.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Context {
    /// The realtor's name.
    pub realtor_name: String,
    /// The brokerage.
    pub brokerage: String,
    /// The lead's given name.
    pub lead_first_name: Option<String>,
    /// What the lead wants.
    pub preferences: Facts,
    /// The newest messages, oldest first.
    pub lines: Vec<Line>,
    /// Counts for a newsletter.
    pub figures: Option<Figures>,
}

impl Context {
    /// What is known about one lead of the account in `scope`, and of nobody else (P-36).
    pub async fn load(core: &Core, scope: &Scope, lead: LeadId) -> Result<Self> {
        let profile = accounts::profile(core, scope).await?;
        let zone = profile.time_zone.parse().unwrap_or(chrono_tz::America::New_York);
        let record = leads::load(core.db.read(), core, scope.account, lead).await?.record;
        let items = conversations::timeline(core, scope, lead).await?;
        Ok(Self {
            realtor_name: profile.member_name,
            brokerage: profile.brokerage,
            lead_first_name: Some(record.name.first).filter(|name| !name.is_empty()),
            preferences: record.preferences,
            lines: lines(items, zone),
            figures: None,
        })
    }

    /// What the opening of a newsletter may rest on: who writes, and what was counted. Nobody else's name (P-39).
    pub async fn counted(core: &Core, scope: &Scope, figures: Figures) -> Result<Self> {
        let profile = accounts::profile(core, scope).await?;
        Ok(Self {
            realtor_name: profile.member_name,
            brokerage: profile.brokerage,
            figures: Some(figures),
            ..Self::default()
        })
    }

    /// Who talks to whom.
    pub fn parties(&self) -> Parties<'_> {
        Parties {
            lead_first_name: self.lead_first_name.as_deref(),
            realtor_name: &self.realtor_name,
            brokerage: &self.brokerage,
        }
    }

    /// The messages as the rules read them.
    pub fn turns(&self) -> Vec<Turn<'_>> {
        let turn = |line: &'_ Line| Turn { n: line.n, author: line.author, at: line.at, text: "" };
        self.lines.iter().map(|line| Turn { text: &line.text, ..turn(line) }).collect()
    }

    /// The message with the number `n`.
    pub fn line(&self, n: u32) -> Option<&Line> {
        self.lines.iter().find(|line| line.n == n)
    }

    /// What was known when a message came in: nothing that was said after it.
    #[must_use]
    pub fn until(&self, message: MessageId) -> Self {
        let mut before = self.clone();
        if let Some(at) = before.lines.iter().position(|line| line.id == message) {
            before.lines.truncate(at + 1);
        }
        before
    }

    /// The messages behind numbers; numbers of nothing are left out.
    pub fn ids(&self, numbers: &[u32]) -> Vec<MessageId> {
        numbers.iter().filter_map(|n| self.line(*n)).map(|line| line.id).collect()
    }

    /// The fields that `task` may see and that hold something: exactly what leaves (P-39).
    pub fn data(&self, task: Task) -> Vec<(Field, Value)> {
        let fields = task.fields().iter().map(|field| (*field, field_value::of(self, *field)));
        fields.filter_map(|(field, value)| Some((field, value?))).collect()
    }

    /// The same as one JSON object.
    pub fn json(&self, task: Task) -> Value {
        let named = self.data(task).into_iter().map(|(field, value)| (field.as_str().to_owned(), value));
        Value::Object(named.collect::<Map<_, _>>())
    }
}

/// The messages that really passed between the two sides; drafts, notes and what was stopped are left out, and mails that a
/// machine wrote, or nobody knows who.
fn lines(items: Vec<TimelineItem>, zone: Tz) -> Vec<Line> {
    let is_said = |item: &TimelineItem| {
        MessageState::SAID.contains(&item.state)
            && ![AUTOMATIC_REPLY, UNVERIFIED].contains(&item.purpose.as_str())
    };
    let said: Vec<TimelineItem> = items.into_iter().filter(is_said).collect();
    let from = said.len().saturating_sub(NEWEST);
    let numbered = said.into_iter().skip(from).zip(1..);
    numbered
        .map(|(item, n)| Line {
            id: item.id,
            n,
            author: match (item.direction.as_str(), item.automatic) {
                ("in", _) => Author::Lead,
                (_, true) => Author::Assistant,
                (_, false) => Author::Realtor,
            },
            channel: item.channel,
            at: in_zone(item.at, zone),
            text: item.text,
        })
        .collect()
}

fn in_zone(millis: i64, zone: Tz) -> DateTime<FixedOffset> {
    let at = crate::clock::from_millis(millis);
    at.with_timezone(&zone.offset_from_utc_datetime(&at.naive_utc()).fix())
}
