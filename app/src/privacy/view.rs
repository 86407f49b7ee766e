//! What the privacy page shows.

use realtoros_domain::{Channel, ids::LeadId};
use serde::{Deserialize, Serialize};

/// Everything on the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PrivacyView {
    /// What is held, by category.
    pub held: Vec<HeldView>,
    /// What may be sent.
    pub contact: Vec<ContactView>,
    /// What AI may do and did.
    pub ai: AiView,
    /// Who did what, newest first.
    pub history: Vec<HistoryView>,
    /// Who processes data.
    pub processors: Vec<ProcessorView>,
}

/// What is held in one category of the policy.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HeldView {
    /// Its number and heading in the policy.
    pub title: String,
    /// How many records in all.
    pub rows: u64,
    /// How many of which kind.
    pub tables: Vec<(String, u64)>,
    /// What for.
    pub reasons: Vec<String>,
    /// For how long.
    pub retention: Vec<String>,
}

/// One switch.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ContactView {
    /// The channel.
    pub channel: Channel,
    /// The stable name of the kind of message.
    pub kind: String,
    /// Whether it may be sent.
    pub allowed: bool,
}

/// What AI may do and did.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AiView {
    /// Whether it may be used at all.
    pub enabled: bool,
    /// Who answers.
    pub provider: String,
    /// The leads for whom it is paused.
    pub paused: Vec<(LeadId, String)>,
    /// What it did, newest first.
    pub calls: Vec<CallView>,
}

/// One use of AI.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CallView {
    /// What it did.
    pub what: String,
    /// For whom.
    pub lead: Option<LeadId>,
    /// Where: on this machine, or at which model.
    pub provider: String,
    /// Which fields were used.
    pub fields: String,
    /// How it ended.
    pub outcome: String,
    /// When, in milliseconds since 1970 UTC.
    pub at: i64,
    /// When, where the realtor works.
    pub when: String,
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HistoryView {
    /// Its place in the chain.
    pub seq: i64,
    /// Who.
    pub who: String,
    /// Did what.
    pub what: String,
    /// To which lead.
    pub lead: Option<LeadId>,
    /// When, in milliseconds since 1970 UTC.
    pub at: i64,
    /// When, where the realtor works.
    pub when: String,
    /// How often in a row.
    pub times: u32,
}

/// A sub-processor.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProcessorView {
    /// Who.
    pub name: String,
    /// Does what.
    pub role: String,
    /// Gets what.
    pub sent: String,
    /// Keeps it how long.
    pub retention: String,
    /// Whether it gets anything.
    pub in_use: bool,
}
