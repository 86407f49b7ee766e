//! What the page shows: lists, days and counts, no numbers.

use realtoros_domain::ids::ScrubId;
use serde::{Deserialize, Serialize};

/// How the account stands with do-not-call lists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListsView {
    /// The newest copies.
    pub copies: Vec<CopyView>,
    /// Files that wait to be looked at, and what is going on.
    pub open: Vec<OpenView>,
    /// How many numbers of leads were never compared with the federal list.
    pub unchecked: u64,
    /// How many numbers leads have.
    pub numbers: u64,
    /// Today, as `2026-11-24`.
    pub today: String,
    /// The oldest day of a download that can be used, in the same form.
    pub oldest: String,
    /// Every list: its stored name, and its name.
    pub lists: Vec<(String, String)>,
}

/// A copy of a list that counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopyView {
    /// The list.
    pub name: String,
    /// The area codes for which it is the newest.
    pub areas: String,
    /// The day of the download.
    pub downloaded: String,
    /// How many numbers were compared.
    pub checked: u64,
    /// How many of them were on the list.
    pub listed: u64,
    /// Until when it is good, in words.
    pub good: String,
    /// The tone of these words.
    pub tone: String,
}

/// A file that does not count yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenView {
    /// Which.
    pub id: ScrubId,
    /// The list.
    pub name: String,
    /// The day of the download.
    pub downloaded: String,
    /// What the file says, while the realtor looks at it.
    pub areas: Vec<AreaView>,
    /// How far the work is, once it has begun.
    pub work: Option<WorkView>,
}

/// What a file says about an area code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AreaView {
    /// The area code.
    pub area: u16,
    /// How many numbers the file lists.
    pub in_file: u64,
    /// How many numbers of leads are in it.
    pub leads: u64,
    /// How many of those are listed.
    pub listed: u64,
    /// Whether so few are listed that it is hardly a full list.
    pub is_thin: bool,
}

/// How far the work is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkView {
    /// Numbers done.
    pub done: u64,
    /// Numbers in all; 0 while unknown.
    pub of: u64,
    /// Whether it stopped before its end.
    pub has_stopped: bool,
}
