//! What the page shows.

use realtoros_domain::{Stage, ids::LeadId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What was chosen: months by the name of a stage, 0 to keep its leads. A stage that is not named stays as it is.
pub type Choices = BTreeMap<String, u16>;

/// The rules of the account, and what they do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RetentionView {
    /// Every stage.
    pub stages: Vec<StageView>,
    /// Who is erased within thirty days, the first first.
    pub due: Vec<DueView>,
}

/// The rule of a stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StageView {
    /// Whom it is about.
    pub stage: Stage,
    /// Months without contact; 0 when its leads are kept.
    pub months: u16,
    /// How many leads there are.
    pub leads: u64,
    /// What happens to them, in plain words.
    pub effect: String,
    /// Whether anybody is erased by it.
    pub erases: bool,
}

/// A lead who is erased soon.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueView {
    /// Who it is.
    pub lead: LeadId,
    /// Their name.
    pub name: String,
    /// Their stage.
    pub stage: Stage,
    /// When something happened last, in milliseconds since 1970 UTC.
    pub last_at: i64,
    /// When they are erased, in milliseconds since 1970 UTC.
    pub at: i64,
}
