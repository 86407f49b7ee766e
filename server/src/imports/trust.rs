//! What makes the ledger of a file evidence in this account (decision 0029).

use super::{history, record::ImportRecord};
use crate::consent::{Trusted, same_seller};
use chrono::{DateTime, TimeDelta, Utc};

/// For how long after it was made an export is believed. What somebody took back since then, in the account that made it, is not
/// in the file; the older it is, the more of that there may be.
pub const BELIEVED_FOR: TimeDelta = TimeDelta::days(30);

/// Whether consent comes back with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It holds no ledger.
    NoLedger,
    /// This installation has signed it, for the same brokerage.
    Trusted {
        /// The brokerage.
        brokerage: String,
        /// When it was made (RFC 3339).
        made_at: String,
    },
    /// This installation has signed it, too long ago.
    TooOld {
        /// When it was made (RFC 3339).
        made_at: String,
    },
    /// This installation has signed it, for another brokerage.
    OfAnother {
        /// The other one.
        brokerage: String,
    },
    /// Anybody may have written it.
    NotSigned,
}

/// How a file stands in an account of the brokerage `seller` at `now`.
pub fn standing(record: &ImportRecord, seller: Option<&str>, now: DateTime<Utc>) -> Standing {
    if !history::is_in(record) {
        return Standing::NoLedger;
    }
    let Some(origin) = &record.signed_by_us else { return Standing::NotSigned };
    let (brokerage, made_at) = (origin.brokerage.clone(), origin.made_at.clone());
    if !seller.is_some_and(|seller| same_seller(&brokerage, seller)) {
        return Standing::OfAnother { brokerage };
    }
    let is_young = DateTime::parse_from_rfc3339(&made_at)
        .is_ok_and(|made| now.signed_duration_since(made.to_utc()) <= BELIEVED_FOR);
    if is_young { Standing::Trusted { brokerage, made_at } } else { Standing::TooOld { made_at } }
}

/// The export as the ledger believes it, if it does.
pub(super) fn trusted(record: &ImportRecord, seller: Option<&str>, now: DateTime<Utc>) -> Option<Trusted> {
    match standing(record, seller, now) {
        Standing::Trusted { made_at, .. } => Some(Trusted {
            seller: seller?.to_owned(),
            came_with: format!("Export that was made at {made_at} and signed here"),
        }),
        _ => None,
    }
}
