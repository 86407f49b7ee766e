//! What the list of leads shows.

use realtoros_domain::{Stage, consent::Reach, ids::LeadId};
use serde::{Deserialize, Serialize};

/// A page of the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ListView {
    /// The leads of the page.
    pub rows: Vec<RowView>,
    /// The lead before which the page before ends.
    pub before: Option<LeadId>,
    /// The lead after which the next page begins.
    pub after: Option<LeadId>,
    /// How many leads the filters admit.
    pub total: usize,
    /// How many leads the account has.
    pub in_all: usize,
}

/// A line of the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RowView {
    /// Who it is.
    pub id: LeadId,
    /// The name to show.
    pub name: String,
    /// The first address or number.
    pub contact: String,
    /// How far things have come.
    pub stage: Stage,
    /// Tags.
    pub tags: Vec<String>,
    /// Where the lead came from.
    pub source: String,
    /// Consent on texts.
    pub texts: Reach,
    /// Consent on mail.
    pub mail: Reach,
    /// The last change, in milliseconds since 1970 UTC.
    pub changed_at: i64,
    /// The same where the realtor works.
    pub changed: String,
}

/// What the filters offer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChoicesView {
    /// The tags in use, the most used first.
    pub tags: Vec<String>,
    /// The sources in use, the most used first.
    pub sources: Vec<String>,
}
