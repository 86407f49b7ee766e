//! What the pages of leads show.

use realtoros_domain::{
    Stage,
    consent::Reach,
    contact::{Address, PersonName},
    facts::Facts,
    ids::{LeadId, MessageId},
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A page of the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ListView {
    /// The leads of the page.
    pub rows: Vec<RowView>,
    /// The lead before which the page before ends.
    pub before: Option<LeadId>,
    /// The lead after which the next page begins.
    pub after: Option<LeadId>,
    /// How many leads the filters admit.
    pub total: usize,
    /// How many leads the account has.
    pub in_all: usize,
}

/// A line of the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RowView {
    /// Who it is.
    pub id: LeadId,
    /// The name to show.
    pub name: String,
    /// The first address or number.
    pub contact: String,
    /// How far things have come.
    pub stage: Stage,
    /// Tags.
    pub tags: Vec<String>,
    /// Where the lead came from.
    pub source: String,
    /// Consent on texts.
    pub texts: Reach,
    /// Consent on mail.
    pub mail: Reach,
    /// The last change, in milliseconds since 1970 UTC.
    pub changed_at: i64,
    /// The same where the realtor works.
    pub changed: String,
}

/// What the filters offer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChoicesView {
    /// The tags in use, the most used first.
    pub tags: Vec<String>,
    /// The sources in use, the most used first.
    pub sources: Vec<String>,
}

/// A lead, opened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LeadView {
    /// Who it is.
    pub id: LeadId,
    /// The name to show.
    pub name: String,
    /// Given and family name.
    pub person: PersonName,
    /// E-mail addresses.
    pub emails: Vec<String>,
    /// Telephone numbers, E.164.
    pub phones: Vec<String>,
    /// Where they live.
    pub address: Address,
    /// Where they came from.
    pub source: String,
    /// Tags.
    pub tags: Vec<String>,
    /// The time zone that they told us, or nothing.
    pub stated_zone: String,
    /// What they want.
    pub preferences: Facts,
    /// How far things have come.
    pub stage: Stage,
    /// No AI for this person.
    pub ai_paused: bool,
    /// Only storage.
    pub restricted: bool,
    /// Something reads like an opt-out and nobody has looked.
    pub review: bool,
    /// Consent on texts, calls and mail.
    pub channels: Vec<ChannelView>,
    /// The leads that became part of this one.
    pub merges: Vec<MergeView>,
    /// The day on which the lead was added.
    pub created: String,
}

/// Consent on a channel, in plain words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChannelView {
    /// The channel.
    pub name: String,
    /// Where it stands, in a word.
    pub word: String,
    /// The tone of the word.
    pub tone: String,
    /// What that rests on.
    pub sentences: Vec<String>,
}

/// A merge that can be taken back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MergeView {
    /// Which.
    pub id: Uuid,
    /// When.
    pub when: String,
}

/// One entry of the timeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryView {
    /// The message.
    pub id: MessageId,
    /// `in`, `out` or `note`.
    pub side: String,
    /// What kind it is.
    pub kind: String,
    /// Where it stands, and the tone of that; empty when there is nothing to say.
    pub state: (String, String),
    /// Whether a machine wrote it.
    pub automatic: bool,
    /// When, in milliseconds since 1970 UTC.
    pub at: i64,
    /// The day where the realtor works.
    pub day: String,
    /// The time of day there.
    pub time: String,
    /// The subject of a mail.
    pub subject: String,
    /// The words.
    pub text: String,
    /// What the realtor should know about it.
    pub remark: String,
}
