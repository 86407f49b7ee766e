//! What the page of exports shows.

use realtoros_domain::ids::{ExportId, LeadId};
use serde::{Deserialize, Serialize};

/// Where an export stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It is being put together.
    Making,
    /// It can be fetched.
    Ready,
    /// It was fetched.
    Taken,
    /// Nobody fetched it in time.
    Expired,
    /// It was stopped.
    Canceled,
    /// Somebody in it was erased.
    Withdrawn,
    /// It could not be made, although we tried several times.
    Failed,
}

impl State {
    /// The look of its chip, and the word in it.
    pub const fn chip(self) -> (&'static str, &'static str) {
        match self {
            Self::Making => ("chip info", "Being made"),
            Self::Ready => ("chip ok", "Ready"),
            Self::Taken => ("chip", "Fetched"),
            Self::Expired => ("chip", "Ran out"),
            Self::Canceled => ("chip", "Stopped"),
            Self::Withdrawn => ("chip warn", "Deleted"),
            Self::Failed => ("chip stop", "Failed"),
        }
    }
}

/// An export.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportView {
    /// Which one.
    pub id: ExportId,
    /// The lead whose data it is, by name; `None` for everything.
    pub lead: Option<(LeadId, String)>,
    /// Where it stands.
    pub state: State,
    /// Records gone through, and how many there are; 0 while unknown.
    pub progress: (u64, u64),
    /// When it was asked for, in milliseconds since 1970 UTC.
    pub created_at: i64,
    /// When it runs out, in words.
    pub until: String,
    /// Its size in words.
    pub size: String,
    /// How many records are in it.
    pub records: u64,
    /// How many records of erased people were left out.
    pub left_out: u64,
    /// Whether the one who looks asked for it.
    pub is_own: bool,
}
