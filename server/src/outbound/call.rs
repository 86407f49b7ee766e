//! What is kept of a call (P-14).

use serde::{Deserialize, Serialize};

/// Where a call stands, in Twilio's words (rules B3.2).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CallState {
    /// It waits to be placed.
    #[default]
    Queued,
    /// It is being placed.
    Initiated,
    /// It rings.
    Ringing,
    /// Somebody took it.
    InProgress,
    /// It is over.
    Completed,
    /// The line was taken.
    Busy,
    /// Nobody took it.
    NoAnswer,
    /// It could not be placed.
    Failed,
    /// The caller hung up before anybody took it.
    Canceled,
}

impl CallState {
    const ALL: [Self; 9] = [
        Self::Queued,
        Self::Initiated,
        Self::Ringing,
        Self::InProgress,
        Self::Completed,
        Self::Busy,
        Self::NoAnswer,
        Self::Failed,
        Self::Canceled,
    ];

    /// The carrier's word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Initiated => "initiated",
            Self::Ringing => "ringing",
            Self::InProgress => "in-progress",
            Self::Completed => "completed",
            Self::Busy => "busy",
            Self::NoAnswer => "no-answer",
            Self::Failed => "failed",
            Self::Canceled => "canceled",
        }
    }

    /// The state of that word, if it is one.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }

    /// Whether nothing comes after it.
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Completed | Self::Busy | Self::NoAnswer | Self::Failed | Self::Canceled)
    }
}

/// What is kept of a call. There is no field for what was said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CallRecord {
    /// Where it stands.
    pub state: CallState,
    /// How long it took, in seconds, once it is over.
    pub seconds: Option<u32>,
    /// Who took it, in the carrier's word: `human`, `machine_start`, `fax` …
    pub answered_by: Option<String>,
}

impl CallRecord {
    /// The call in a few words.
    pub fn words(&self) -> String {
        match (self.state, self.seconds) {
            (CallState::Completed, Some(seconds)) if seconds >= 60 => {
                format!("Call, {} min {} s", seconds / 60, seconds % 60)
            }
            (CallState::Completed, Some(seconds)) => format!("Call, {seconds} s"),
            (CallState::Completed, None) => "Call".to_owned(),
            (CallState::Busy, _) => "Call: the line was busy".to_owned(),
            (CallState::NoAnswer | CallState::Canceled, _) => "Missed call".to_owned(),
            (CallState::Failed, _) => "Call that could not be connected".to_owned(),
            _ => "Call under way".to_owned(),
        }
    }
}
