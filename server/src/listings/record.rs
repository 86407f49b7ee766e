//! What is sealed in a listing's row.

use crate::vault::Record;
use realtoros_domain::{ids::ListingId, listing::Listing};

impl Record for Listing {
    const TABLE: &'static str = "listing";
}

/// A listing of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredListing {
    /// Which one.
    pub id: ListingId,
    /// What is known of it.
    pub listing: Listing,
    /// When it was last changed, in milliseconds since 1970 UTC.
    pub updated_at: i64,
}
