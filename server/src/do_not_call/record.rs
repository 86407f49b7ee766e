//! What use cases tell about comparisons and lists.

use crate::jobs::JobStatus;
use realtoros_domain::{do_not_call::List, ids::ScrubId};

/// Where a comparison stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScrubState {
    /// What was found is being stored.
    Reading,
    /// The realtor looks at it; nothing counts yet.
    Preview,
    /// It is being made to count.
    Running,
    /// It counts.
    Done,
}

impl ScrubState {
    const ALL: [Self; 4] = [Self::Reading, Self::Preview, Self::Running, Self::Done];

    /// The name under which the state is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Reading => "reading",
            Self::Preview => "preview",
            Self::Running => "running",
            Self::Done => "done",
        }
    }

    pub(super) fn parse(text: &str) -> Self {
        Self::ALL.into_iter().find(|state| state.as_str() == text).unwrap_or(Self::Reading)
    }
}

/// What a file says about one area code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AreaFound {
    /// The area code.
    pub area: u16,
    /// How many numbers the file lists in it.
    pub in_file: u64,
    /// How many numbers of leads are in it.
    pub leads: u64,
    /// How many of those are on the list.
    pub listed: u64,
}

/// A comparison with a copy of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scrub {
    /// Which.
    pub id: ScrubId,
    /// With which list.
    pub list: List,
    /// When the copy was downloaded: the beginning of that day where the realtor works, in milliseconds since 1970 UTC.
    pub downloaded_at: i64,
    /// Where it stands.
    pub state: ScrubState,
    /// What the file says; empty once it counts.
    pub areas: Vec<AreaFound>,
    /// The area codes for which it counts.
    pub covered: Vec<u16>,
    /// How many numbers were checked.
    pub checked: u64,
    /// How many of them are on the list.
    pub listed: u64,
    /// The job that makes it count.
    pub job: Option<JobStatus>,
}

/// The newest copy of a list for some area codes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListCopy {
    /// Which list.
    pub list: List,
    /// When it was downloaded, in milliseconds since 1970 UTC.
    pub downloaded_at: i64,
    /// The last day on which it is good, where the realtor works.
    pub good_until: chrono::NaiveDate,
    /// Whether that day is over.
    pub is_stale: bool,
    /// The area codes for which no newer copy was used.
    pub areas: Vec<u16>,
    /// How many numbers were checked with it.
    pub checked: u64,
    /// How many of them were on the list.
    pub listed: u64,
}

/// How an account stands with do-not-call lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The newest copies, those of the federal list first.
    pub copies: Vec<ListCopy>,
    /// Files that wait to be looked at, and what is going on, the newest first.
    pub open: Vec<Scrub>,
    /// How many numbers of leads were never compared with the federal list.
    pub unchecked: u64,
    /// How many numbers leads have.
    pub numbers: u64,
    /// Today, where the realtor works.
    pub today: chrono::NaiveDate,
}
