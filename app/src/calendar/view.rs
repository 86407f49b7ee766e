//! What the page of the calendar shows.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Everything on the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarView {
    /// What is connected, or was until the provider ended it.
    pub connections: Vec<ConnectionView>,
    /// Providers whose calendar can be connected.
    pub choices: Vec<ChoiceView>,
    /// Names of providers that have not confirmed yet that a former connection has ended.
    pub still_to_revoke: Vec<String>,
    /// The next days; empty while no calendar has been read.
    pub days: Vec<DayView>,
    /// Whether a calendar is connected, read or not.
    pub is_connected: bool,
    /// What is wrong with reading it; empty while nothing is.
    pub trouble: String,
}

/// A connection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConnectionView {
    /// Which one.
    pub id: Uuid,
    /// The provider's name.
    pub provider: String,
    /// The member's address there.
    pub address: String,
    /// What it may do, in plain words, and the provider's name of that permission.
    pub scopes: Vec<(String, String)>,
    /// Since when.
    pub since: String,
    /// When busy times were last read; empty when they were not.
    pub read: String,
    /// When the provider ended it; empty while it works.
    pub ended: String,
    /// Where its owner ends it, for a provider that we cannot tell; empty otherwise.
    pub by_hand: String,
    /// What else ends with it; empty when it serves the calendar only.
    pub also: String,
}

/// A provider that can be connected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChoiceView {
    /// The provider's name.
    pub provider: String,
    /// Where connecting begins.
    pub href: String,
    /// What will be asked for, in plain words.
    pub words: String,
    /// The provider's name of that permission.
    pub scope: String,
    /// Why it cannot be connected now; empty when it can.
    pub closed: String,
}

/// One day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayView {
    /// Such as `2026-12-01`.
    pub date: String,
    /// Such as `Tuesday, December 1`.
    pub title: String,
    /// Busy and free times in their order.
    pub blocks: Vec<BlockView>,
}

/// A span of a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlockView {
    /// Whether the member is busy then.
    pub is_busy: bool,
    /// Such as `9:00 AM – 10:30 AM`, or `All day`.
    pub words: String,
}
