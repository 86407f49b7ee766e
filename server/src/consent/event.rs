//! One entry of the ledger.

use super::Source;
use realtoros_domain::{Channel, consent::Level};
use serde::{Deserialize, Serialize};

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Evidence of the level came in.
    Given,
    /// Everything given before on the channel no longer counts.
    Withdrawn,
    /// What was withdrawn last counts again; nothing is invented.
    Restored,
    /// Something reads like an opt-out, and somebody has to look.
    InDoubt,
    /// Somebody has looked.
    Reviewed,
}

impl Act {
    /// The name under which the act is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Given => "given",
            Self::Withdrawn => "withdrawn",
            Self::Restored => "restored",
            Self::InDoubt => "in_doubt",
            Self::Reviewed => "reviewed",
        }
    }

    /// Whether it only ever takes away, so that it counts whatever may be wrong with its entry.
    pub const fn takes_away(self) -> bool {
        matches!(self, Self::Withdrawn | Self::InDoubt)
    }

    /// The act of that name; an unknown one withdraws.
    pub fn parse(text: &str) -> Self {
        [Self::Given, Self::Restored, Self::InDoubt, Self::Reviewed]
            .into_iter()
            .find(|act| act.as_str() == text)
            .unwrap_or(Self::Withdrawn)
    }
}

/// One entry to be recorded.
#[derive(Clone, Debug)]
pub struct ConsentEvent {
    /// For which channel.
    pub channel: Channel,
    /// What was done.
    pub act: Act,
    /// What it proves; [`Level::None`] when consent ends.
    pub level: Level,
    /// How it reached us.
    pub source: Source,
    /// The evidence.
    pub proof: Proof,
}

impl ConsentEvent {
    /// Evidence of `level` that came in at `given_at` (milliseconds since 1970 UTC).
    pub fn given(channel: Channel, level: Level, source: Source, given_at: i64) -> Self {
        Self { channel, act: Act::Given, level, source, proof: Proof { given_at, ..Proof::default() } }
    }

    /// An act that proves no consent.
    pub fn act(channel: Channel, act: Act, source: Source, at: i64) -> Self {
        let proof = Proof { given_at: at, ..Proof::default() };
        Self { channel, act, level: Level::None, source, proof }
    }

    /// The end of consent on a channel.
    pub fn withdrawn(channel: Channel, source: Source, at: i64) -> Self {
        Self::act(channel, Act::Withdrawn, source, at)
    }
}

/// What proves an entry (rules B2.4; 47 CFR 64.1200(f)(9)). Sealed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Proof {
    /// When the person acted, in milliseconds since 1970 UTC.
    pub given_at: i64,
    /// What the person did, where somebody wrote it down.
    pub act: Option<String>,
    /// The words that were shown.
    pub wording: Option<String>,
    /// The version of the words.
    pub version: Option<String>,
    /// The address of the page on which it happened.
    pub url: Option<String>,
    /// The person's internet address.
    pub ip: Option<String>,
    /// The person's browser.
    pub agent: Option<String>,
    /// The seller that was named.
    pub seller: Option<String>,
    /// The telephone number or mail address that it is about.
    pub address: Option<String>,
    /// With what the entry came here, when it was recorded elsewhere first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub came_with: Option<String>,
}
