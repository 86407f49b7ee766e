//! What the page shows: numbers and dates, nothing about anybody.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// One certificate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErasureView {
    /// Which deletion.
    pub id: Uuid,
    /// When, in milliseconds since 1970 UTC.
    pub at: i64,
    /// Why, in plain words.
    pub reason: String,
    /// How many records were erased.
    pub rows: u64,
    /// How far the provider's copies are, in plain words.
    pub copies: String,
    /// Whether the provider's copies need the realtor.
    pub copies_open: bool,
    /// When the last backup expires, in milliseconds since 1970 UTC.
    pub backups_until: i64,
    /// Whether the second notice is there: the last backup has expired.
    pub expired: bool,
}
