//! What the page of the signed history shows.

use serde::{Deserialize, Serialize};

/// Everything on the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SignedView {
    /// How many signed ends there are.
    pub total: usize,
    /// The newest of them, newest first.
    pub heads: Vec<HeadView>,
    /// Why one of them does not fit the history; `None` when all do.
    pub fault: Option<String>,
    /// Whether two ends carry the root of their tree, so that one can be proven to continue the other.
    pub can_prove: bool,
    /// The names of the public keys.
    pub keys: Vec<String>,
}

/// A signed end.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HeadView {
    /// The number of the last entry.
    pub seq: i64,
    /// The beginning of its hash.
    pub hash: String,
    /// When it was signed, in milliseconds since 1970 UTC.
    pub at: i64,
    /// When, where the realtor works.
    pub when: String,
}
