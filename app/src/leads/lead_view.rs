//! What the page of a lead shows.

use realtoros_domain::{
    Stage,
    contact::{Address, PersonName},
    facts::Facts,
    ids::LeadId,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

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
    /// They may be under 18 and nobody has looked.
    pub maybe_minor: bool,
    /// Consent on texts, calls and mail.
    pub channels: Vec<ChannelView>,
    /// What do-not-call lists say about their numbers, in sentences.
    pub registry: Vec<String>,
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

/// A receipt of consent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceiptView {
    /// The entry of the ledger.
    pub id: Uuid,
    /// What was agreed to or ended.
    pub what: String,
    /// The day.
    pub day: String,
}
