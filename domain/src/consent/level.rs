//! How strong a person's consent is, and how long each kind lasts (P-42).

use crate::calendar::{Clock, Due, Received, due};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

/// Kinds of consent, weakest first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Nothing. An import or an opt-in flag from another tool proves no more than this.
    #[default]
    None,
    /// The person asked about something: a business relationship of 3 months (47 CFR 64.1200(f)(5)).
    Inquiry,
    /// The person bought, sold or rented: a business relationship of 18 months.
    Transaction,
    /// The person agreed to be contacted on this channel.
    Express,
    /// A signed agreement with every element of 47 CFR 64.1200(f)(9).
    ExpressWritten,
}

impl Level {
    /// The name under which the level is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Inquiry => "inquiry",
            Self::Transaction => "transaction",
            Self::Express => "express",
            Self::ExpressWritten => "express_written",
        }
    }

    const fn clock(self) -> Option<Clock> {
        match self {
            Self::Inquiry => Some(Clock::EbrInquiryEnd),
            Self::Transaction => Some(Clock::EbrTransactionEnd),
            Self::None | Self::Express | Self::ExpressWritten => None,
        }
    }
}

/// One entry of the ledger that has not been withdrawn, for one person and channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// What it proves.
    pub level: Level,
    /// When the person acted.
    pub given_at: DateTime<Utc>,
}

impl Evidence {
    /// Whether the evidence counts at `now`. Days are those of `zone`; the last one counts to its end.
    pub fn holds(self, now: DateTime<Utc>, zone: Tz) -> bool {
        let in_time =
            match self.level.clock().map(|clock| due(clock, Received::At { instant: self.given_at, zone })) {
                None => true,
                Some(Due::On(last)) => now.with_timezone(&zone).date_naive() <= last,
                Some(Due::At(last)) => now <= last,
            };
        in_time && self.given_at <= now
    }
}

/// The strongest level that counts at `now`.
pub fn effective_level(evidence: &[Evidence], now: DateTime<Utc>, zone: Tz) -> Level {
    evidence.iter().filter(|entry| entry.holds(now, zone)).map(|entry| entry.level).max().unwrap_or_default()
}
