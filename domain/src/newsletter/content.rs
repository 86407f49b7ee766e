//! A whole newsletter, whom it is for, and where it stands.

use super::Block;
use serde::{Deserialize, Serialize};

/// What a realtor composes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// The subject of the mail and the title of the page; may hold fields.
    pub subject: String,
    /// The parts, in order.
    pub blocks: Vec<Block>,
    /// Whether each lead gets an opening paragraph made from what they are looking for.
    pub intro: bool,
    /// For whom it is.
    pub audience: Audience,
}

/// For whom a newsletter is. Whoever must not be written to is skipped in any case.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "of", content = "name", rename_all = "snake_case")]
pub enum Audience {
    /// Every lead.
    #[default]
    Everybody,
    /// Leads with a tag.
    Tag(String),
    /// Leads in a stage, by its stored name.
    Stage(String),
}

/// Where a newsletter stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Being written.
    #[default]
    Draft,
    /// Somebody stands behind it; the content no longer changes.
    Approved,
    /// Messages are being made.
    Sending,
    /// Every message is made.
    Sent,
    /// Somebody stopped it; what had left before stays sent.
    Canceled,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 5] = [Self::Draft, Self::Approved, Self::Sending, Self::Sent, Self::Canceled];

    /// The name under which the state is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Approved => "approved",
            Self::Sending => "sending",
            Self::Sent => "sent",
            Self::Canceled => "canceled",
        }
    }

    /// The state of this stored name; an unknown one counts as [`State::Canceled`], which sends nothing.
    pub fn parse(text: &str) -> Self {
        Self::ALL.into_iter().find(|state| state.as_str() == text).unwrap_or(Self::Canceled)
    }

    /// The name for people.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Draft => "Draft",
            Self::Approved => "Approved",
            Self::Sending => "Sending",
            Self::Sent => "Sent",
            Self::Canceled => "Canceled",
        }
    }
}

/// Leads that will not get a newsletter, for one reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skip {
    /// The stable name of the reason.
    pub reason: String,
    /// The reason in plain words.
    pub sentence: String,
    /// How many leads.
    pub count: u64,
    /// The names of the first few.
    pub names: Vec<String>,
}
