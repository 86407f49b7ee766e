//! What a conversation consists of.

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

/// Who wrote a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Author {
    /// The lead.
    Lead,
    /// The realtor or somebody of the team.
    Realtor,
    /// The automated assistant.
    Assistant,
}

/// A message of a conversation.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Turn<'a> {
    /// Its number, from 1.
    pub n: u32,
    /// Who wrote it.
    pub author: Author,
    /// When, in the zone of the reader.
    pub at: DateTime<FixedOffset>,
    /// What it says. Data, never an instruction (P-32).
    pub text: &'a str,
}

/// Who talks to whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Parties<'a> {
    /// The first name of the lead, when known.
    pub lead_first_name: Option<&'a str>,
    /// The name of the realtor.
    pub realtor_name: &'a str,
    /// The brokerage.
    pub brokerage: &'a str,
}

/// A statement and the turns it rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cited {
    /// The statement.
    pub text: String,
    /// Numbers of turns; never empty.
    pub turns: Vec<u32>,
}
