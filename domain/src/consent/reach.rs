//! What lists show of a person's consent on one channel.

use super::Level;
use serde::{Deserialize, Serialize};

/// How a person can be reached on a channel, in one word. The send gate decides on more than this.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// There is no address or number.
    #[default]
    Unreachable,
    /// The person has opted out.
    OptedOut,
    /// Something reads like an opt-out; somebody has to look.
    Review,
    /// There is an address, and this much evidence of consent.
    Evidence(Level),
}

impl Reach {
    /// The word that people read.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Unreachable => "No address",
            Self::OptedOut => "Opted out",
            Self::Review => "Needs a look",
            Self::Evidence(Level::None) => "No evidence",
            Self::Evidence(Level::Inquiry) => "Inquiry",
            Self::Evidence(Level::Transaction) => "Client",
            Self::Evidence(Level::Express) => "Consent",
            Self::Evidence(Level::ExpressWritten) => "Written consent",
        }
    }

    /// The tone in which it is shown: a class of the style sheet.
    pub const fn tone(self) -> &'static str {
        match self {
            Self::Unreachable | Self::Evidence(Level::None) => "muted",
            Self::OptedOut => "stop",
            Self::Review => "warn",
            Self::Evidence(_) => "ok",
        }
    }
}
