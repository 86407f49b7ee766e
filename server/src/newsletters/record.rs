//! What is sealed in the rows, and a newsletter as use cases see it.

use crate::vault::Record;
use realtoros_domain::{
    ids::{JobId, NewsletterId, UserId},
    newsletter::{Content, State},
};
use serde::{Deserialize, Serialize};

impl Record for Content {
    const TABLE: &'static str = "newsletter";
}

/// What one lead gets to see. Sealed under the lead's key, so erasing the lead erases it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RenditionRecord {
    /// The title of the page.
    pub subject: String,
    /// The inside of the page.
    pub html: String,
}

impl Record for RenditionRecord {
    const TABLE: &'static str = "rendition";
}

/// A newsletter of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Newsletter {
    /// Which one.
    pub id: NewsletterId,
    /// What it says and for whom it is.
    pub content: Content,
    /// Where it stands.
    pub state: State,
    /// The job that sends it.
    pub job: Option<JobId>,
    /// Who stands behind it.
    pub approved_by: Option<UserId>,
    /// Since when, in milliseconds since 1970 UTC.
    pub approved_at: Option<i64>,
    /// When it was begun, in milliseconds since 1970 UTC.
    pub created_at: i64,
    /// When it was last changed, in milliseconds since 1970 UTC.
    pub updated_at: i64,
}
