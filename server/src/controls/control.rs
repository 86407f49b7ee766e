//! What a control is and how it can end.

use crate::{Core, Result};
use futures::future::BoxFuture;

/// A check that the running system makes of itself.
#[derive(Clone, Copy, Debug)]
pub struct Control {
    /// The clause of the policy that it stands behind, such as `P-01`.
    pub clause: &'static str,
    /// Its name in results, metrics and mails.
    pub name: &'static str,
    /// What it does, for a reader of the policy page.
    pub about: &'static str,
    /// The check itself. An error counts as a failure.
    pub(super) check: fn(&Core) -> BoxFuture<'_, Result<Outcome>>,
}

/// How a control ended. Reasons are public: they name no person and no account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// What the clause says was found to be so.
    Pass,
    /// It was found not to be so.
    Fail(String),
    /// It could not be looked at here, for this reason.
    NotRun(String),
}

impl Outcome {
    /// A failure with its reason.
    pub(super) fn fail(reason: impl Into<String>) -> Self {
        Self::Fail(reason.into())
    }

    /// Not run, with the reason.
    pub(super) fn not_run(reason: impl Into<String>) -> Self {
        Self::NotRun(reason.into())
    }

    /// The word for people, and the one that is stored.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Fail(_) => "fail",
            Self::NotRun(_) => "not run",
        }
    }

    /// Why it did not pass; empty when it did.
    pub fn reason(&self) -> &str {
        match self {
            Self::Pass => "",
            Self::Fail(reason) | Self::NotRun(reason) => reason,
        }
    }

    /// From what is stored. A word that is not known counts as a failure.
    pub(super) fn from_stored(word: &str, reason: String) -> Self {
        match word {
            "pass" => Self::Pass,
            "not run" => Self::NotRun(reason),
            _ => Self::Fail(reason),
        }
    }
}
