//! When a lead wants to move.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A span of local dates, both included; an open end is `None`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timeline {
    /// The first day.
    pub from: NaiveDate,
    /// The last day, or open.
    pub to: Option<NaiveDate>,
}
