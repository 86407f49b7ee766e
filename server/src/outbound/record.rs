//! What is sealed in a message's row.

use super::CallRecord;
use crate::vault::Record;
use realtoros_domain::{consent::Step, ids::MessageId, reply::Reading};
use serde::{Deserialize, Serialize};

/// What a message was for that was said before its lead came here. Nothing acts on it: it is in no outbox, cannot be sent
/// again, and the gate does not count it (P-33).
pub const HISTORY: &str = "history";

/// What a lead's mail is for that a machine wrote for them, such as an answer in their absence.
pub const AUTOMATIC_REPLY: &str = "automatic_reply";
/// What a lead's mail is for of which nobody knows whether they wrote it: anybody can put an address above a mail. It may
/// end contact, and gives nothing (P-41, P-47).
pub const UNVERIFIED: &str = "unverified";

/// The personal part of a message (policy 2c).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct MessageRecord {
    /// The number or address that it comes from.
    pub from: String,
    /// The number or address that it goes to.
    pub to: String,
    /// The subject of a mail.
    pub subject: Option<String>,
    /// The words.
    pub text: String,
    /// The same as HTML.
    pub html: Option<String>,
    /// Further headers of a mail.
    pub headers: Vec<(String, String)>,
    /// The provider's id.
    pub provider_id: Option<String>,
    /// What the gate said last, step by step.
    pub steps: Vec<Step>,
    /// A person chose to answer in quiet hours (P-54).
    pub override_quiet_hours: bool,
    /// When the opt-out came that this confirms, in milliseconds since 1970 UTC.
    pub opted_out_at: Option<i64>,
    /// Why it failed, for the realtor.
    pub error: Option<String>,
    /// The messages that a draft of the assistant rests on.
    pub cites: Vec<MessageId>,
    /// How many pictures came with it.
    pub media: u32,
    /// What a lead's message was read as.
    pub reading: Option<Reading>,
    /// What is known of a call.
    pub call: Option<CallRecord>,
}

impl Record for MessageRecord {
    const TABLE: &'static str = "message";
}
