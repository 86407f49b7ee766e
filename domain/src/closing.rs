//! The end of an account, as a state machine (policy section 8, P-55 to P-58, P-63).
//!
//! ```text
//! Active ──close──▶ Closing ──begin_purge──▶ Purging ──finish──▶ Purged
//!    ▲                 │  ▲                        
//!    └──undo, 30 days──┘  └──release── Held ◀── due, but a legal hold stands
//! ```
//!
//! A transition takes the state away and gives the next one or says why not, so that nobody goes on with a state that
//! has passed. Instants are milliseconds since 1970 UTC.

use serde::{Deserialize, Serialize};

/// One day in milliseconds.
pub const DAY_MS: i64 = 24 * 3_600_000;
/// How long closing can be undone, and after which the purge begins: 30 days ("up to 30 days", policy section 8).
pub const UNDO_MS: i64 = 30 * DAY_MS;
/// How long a backup of data is kept: 90 days (policy section 8).
pub const BACKUP_MS: i64 = 90 * DAY_MS;
/// How long a backup of keys is kept: 30 days, so that what is erased is unreadable in every backup soon (T3).
pub const KEY_BACKUP_MS: i64 = 30 * DAY_MS;

/// Where an account is in its life.
#[derive(Debug, PartialEq, Eq)]
pub enum Lifecycle {
    /// Everything works.
    Active,
    /// Closing was asked for at this instant (T0): nothing is sent, nothing is changed, everything can be read.
    Closing(i64),
    /// The thirty days are over, and a legal hold keeps the data. Nothing is used; nothing has been deleted.
    Held(i64),
    /// The keys are being destroyed and the rows deleted. There is no way back.
    Purging(i64),
    /// Nothing is left.
    Purged,
}

/// Why a transition does not happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Only an active account can be closed.
    #[error("This account is closing already.")]
    NotActive,
    /// Only a closing account can be kept.
    #[error("This account is not closing, so there is nothing to undo.")]
    NotClosing,
    /// The thirty days are over.
    #[error("The thirty days are over: closing can no longer be undone.")]
    TooLate,
    /// The thirty days are not over.
    #[error("The thirty days are not over yet.")]
    TooEarly,
    /// A purge ends only after it has begun.
    #[error("The account is not being deleted.")]
    NotPurging,
}

impl Lifecycle {
    /// Closes the account at `now` (T0).
    pub const fn close(self, now: i64) -> Result<Self, Refusal> {
        match self {
            Self::Active => Ok(Self::Closing(now)),
            _ => Err(Refusal::NotActive),
        }
    }

    /// Keeps the account after all: until T0 + 30 days, that instant excluded.
    pub const fn undo(self, now: i64) -> Result<Self, Refusal> {
        match self {
            Self::Closing(asked) if now < purge_at(asked) => Ok(Self::Active),
            Self::Closing(_) | Self::Held(_) | Self::Purging(_) => Err(Refusal::TooLate),
            Self::Active | Self::Purged => Err(Refusal::NotClosing),
        }
    }

    /// Begins to delete, or goes on with it: from T0 + 30 days on. While a legal hold stands nothing is deleted, and
    /// the state says so. What has begun is not held: it goes through.
    pub const fn begin_purge(self, now: i64, is_on_hold: bool) -> Result<Self, Refusal> {
        match self {
            Self::Closing(asked) | Self::Held(asked) if now >= purge_at(asked) => {
                Ok(if is_on_hold { Self::Held(asked) } else { Self::Purging(asked) })
            }
            Self::Closing(_) | Self::Held(_) => Err(Refusal::TooEarly),
            Self::Purging(asked) => Ok(Self::Purging(asked)),
            Self::Active | Self::Purged => Err(Refusal::NotClosing),
        }
    }

    /// Ends the purge, once it has been verified.
    pub const fn finish(self) -> Result<Self, Refusal> {
        match self {
            Self::Purging(_) => Ok(Self::Purged),
            _ => Err(Refusal::NotPurging),
        }
    }

    /// The state's stable name.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Closing(_) => "closing",
            Self::Held(_) => "held",
            Self::Purging(_) => "purging",
            Self::Purged => "purged",
        }
    }

    /// When closing was asked for.
    pub const fn asked_at(&self) -> Option<i64> {
        match self {
            Self::Closing(asked) | Self::Held(asked) | Self::Purging(asked) => Some(*asked),
            Self::Active | Self::Purged => None,
        }
    }

    /// The state of that name. A name that is not known, or one without its instant, is an account that does nothing.
    pub fn from_stored(name: &str, asked_at: Option<i64>) -> Self {
        match (name, asked_at) {
            ("active", _) => Self::Active,
            ("held", Some(asked)) => Self::Held(asked),
            ("purging", Some(asked)) => Self::Purging(asked),
            // Without its instant nothing is ever due: somebody has to look.
            (_, asked) => Self::Closing(asked.unwrap_or(i64::MAX - UNDO_MS)),
        }
    }
}

/// When the purge of an account begins that closed at `asked`.
pub const fn purge_at(asked: i64) -> i64 {
    asked.saturating_add(UNDO_MS)
}

/// How many days are left for undoing at `now`, a day that has begun included.
pub const fn days_left(asked: i64, now: i64) -> i64 {
    let left = purge_at(asked).saturating_sub(now);
    if left <= 0 { 0 } else { (left - 1).div_euclid(DAY_MS) + 1 }
}

/// A kind of backup.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BackupKind {
    /// Everything but keys.
    Data,
    /// The wrapped keys.
    Keys,
}

impl BackupKind {
    /// The kind's stable name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Data => "data",
            Self::Keys => "keys",
        }
    }

    /// How long one is kept.
    pub const fn kept_ms(self) -> i64 {
        match self {
            Self::Data => BACKUP_MS,
            Self::Keys => KEY_BACKUP_MS,
        }
    }

    /// Whether one that was made at `created_at` is past its time at `now`.
    pub const fn is_over(self, created_at: i64, now: i64) -> bool {
        now.saturating_sub(created_at) > self.kept_ms()
    }
}

#[cfg(test)]
mod tests;
