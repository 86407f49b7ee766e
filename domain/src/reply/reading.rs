//! What goes into the reading of a reply and what comes out.

use crate::ChannelSet;
use serde::{Deserialize, Serialize};

/// Where the words come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// A text message.
    Sms,
    /// A mail.
    Email,
    /// A realtor's note about the lead, or the transcript of a voicemail (P-47).
    Note,
}

/// A message of a lead as it came in.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Reply<'a> {
    /// Where the words come from.
    pub source: Source,
    /// The subject of a mail.
    pub subject: Option<&'a str>,
    /// The whole text, quotes and signature included.
    pub text: &'a str,
    /// What we had sent last, for bare answers such as "no".
    pub prior_outbound: Option<&'a str>,
    /// Whether the headers say that a machine wrote it (RFC 3834 `Auto-Submitted`).
    pub automatic: bool,
    /// How many pictures or files came with it.
    pub media: u32,
}

/// What the reply means for further contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// Nothing changes.
    None,
    /// Automation pauses for this lead until the realtor has looked.
    Hold,
    /// The channels in the scope are suppressed at once.
    OptOut,
}

/// How a class was found: the tiers of the opt-out classifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tier {
    /// Tier 1: the words are a keyword of 47 CFR 64.1200(a)(10).
    Keyword,
    /// Tier 2: a wording that a reasonable person understands as a request to end contact.
    Phrase,
    /// Tier 3: a stop word or a sign of displeasure that no rule settles.
    Ambiguous,
}

/// What else the person wants. Several are possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Intent {
    /// Proposes, accepts, moves or cancels a time, or announces a visit.
    Schedule,
    /// Asks for information.
    Question,
    /// The number or address belongs to somebody else.
    WrongNumber,
    /// Wants a person, or a named person.
    HumanRequest,
    /// Asks or suspects that a machine writes (P-30).
    BotQuestion,
    /// The writer is under 18 (P-68).
    Underage,
    /// Is dissatisfied with the contact or the service.
    Complaint,
}

/// The reading of a reply.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// What it means for further contact.
    pub class: Class,
    /// The channels that an opt-out reaches; empty for the other classes.
    pub scope: ChannelSet,
    /// What the person wants besides, in the order of [`Intent`].
    pub intents: Vec<Intent>,
    /// How the class was found; none for [`Class::None`].
    pub tier: Option<Tier>,
}
