//! Background work: one durable table, written in the same transaction as what caused the work.
//!
//! A worker claims a job under a lease; when it dies the lease runs out and another worker takes the job again.
//! Failures are tried again with growing pauses, and after [`MAX_ATTEMPTS`] the job is `dead` and stays visible.

mod entity;
mod repository;
mod runner;
#[cfg(test)]
mod tests;

pub use repository::{
    Claimed, JobStatus, NewJob, cancel, claim, claim_in, deny_all, drop_finished, enqueue, fail, finish,
    forget, keep, progress, status, statuses,
};
pub use runner::{Outcome, Work, run, step, step_of};

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// Why a job of a closing account is denied (P-56).
pub const ACCOUNT_CLOSING: &str = "account_closing";

/// How often a failing job is tried.
pub const MAX_ATTEMPTS: i32 = 8;

/// What is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JobKind {
    /// Write the accepted rows of an import.
    ImportCommit,
    /// Take back what an import wrote.
    ImportUndo,
    /// Make one message per recipient of an approved newsletter.
    NewsletterSend,
    /// Draft an answer to a lead's message.
    DraftReply,
    /// Suggest facts from a lead's message.
    ExtractFacts,
    /// Put together a copy of an account's data, or of one lead's. Allowed while the account closes, too (P-60).
    Export,
    /// Remind of the date of a request about personal data.
    RequestReminder,
    /// Give an account a new key and seal its rows anew.
    RotateAccountKey,
    /// Ask the provider to redact the texts of somebody who was erased.
    EraseCopies,
    /// Write the second notice of an erasure: the last backup has expired.
    ErasureNotice,
    /// Read when the owner of a connected calendar is busy.
    SyncCalendar,
    /// Read what leads wrote to a connected mailbox.
    SyncMail,
    /// Tell a provider that its access is over, until it has understood (P-10, P-56).
    RevokeConnection,
    /// Make a comparison of numbers with a do-not-call list count (P-48).
    NumberScrub,
}

/// Which workers do a job, so that somebody's long import holds up nobody's draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lane {
    /// Done in a moment.
    Short,
    /// Goes through many rows: one at a time for each account.
    Long,
    /// Asks a provider about something that is connected, and waits as long as it does not answer: one at a time for each
    /// account.
    Sync,
}

impl Lane {
    /// The workers of a node.
    pub const WORKERS: [Self; 8] =
        [Self::Short, Self::Long, Self::Long, Self::Long, Self::Sync, Self::Sync, Self::Sync, Self::Sync];

    /// The names of the kinds of jobs on this lane.
    fn kinds(self) -> impl Iterator<Item = &'static str> {
        JobKind::ALL.iter().copied().filter(move |kind| kind.lane() == self).map(JobKind::as_str)
    }
}

impl JobKind {
    /// Every kind.
    pub const ALL: &[Self] = &[
        Self::ImportCommit,
        Self::ImportUndo,
        Self::NewsletterSend,
        Self::DraftReply,
        Self::ExtractFacts,
        Self::Export,
        Self::RequestReminder,
        Self::RotateAccountKey,
        Self::EraseCopies,
        Self::ErasureNotice,
        Self::SyncCalendar,
        Self::SyncMail,
        Self::RevokeConnection,
        Self::NumberScrub,
    ];

    /// The lane of jobs of this kind.
    pub const fn lane(self) -> Lane {
        match self {
            Self::DraftReply | Self::ExtractFacts | Self::RequestReminder | Self::ErasureNotice => {
                Lane::Short
            }
            Self::ImportCommit
            | Self::ImportUndo
            | Self::NewsletterSend
            | Self::Export
            | Self::RotateAccountKey
            | Self::EraseCopies
            | Self::NumberScrub => Lane::Long,
            Self::SyncCalendar | Self::SyncMail | Self::RevokeConnection => Lane::Sync,
        }
    }

    /// Whether a job of this kind is done although its account is closing: only what the person who closes is still
    /// owed may be named here (P-56).
    pub const fn survives_closing(self) -> bool {
        match self {
            Self::ImportCommit
            | Self::ImportUndo
            | Self::NewsletterSend
            | Self::DraftReply
            | Self::ExtractFacts
            | Self::RotateAccountKey
            | Self::SyncCalendar
            | Self::SyncMail
            | Self::NumberScrub => false,
            // One may take everything along; what erased people are owed by providers and backups does not end here; and
            // an access that closing ends has to be ended there as well.
            Self::Export
            | Self::RequestReminder
            | Self::EraseCopies
            | Self::ErasureNotice
            | Self::RevokeConnection => true,
        }
    }

    /// The name under which the kind is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ImportCommit => "import_commit",
            Self::ImportUndo => "import_undo",
            Self::NewsletterSend => "newsletter_send",
            Self::DraftReply => "draft_reply",
            Self::ExtractFacts => "extract_facts",
            Self::Export => "export",
            Self::RequestReminder => "request_reminder",
            Self::RotateAccountKey => "rotate_account_key",
            Self::EraseCopies => "erase_copies",
            Self::ErasureNotice => "erasure_notice",
            Self::SyncCalendar => "sync_calendar",
            Self::SyncMail => "sync_mail",
            Self::RevokeConnection => "revoke_connection",
            Self::NumberScrub => "number_scrub",
        }
    }
}

impl fmt::Display for JobKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for JobKind {
    type Err = crate::Error;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .iter()
            .copied()
            .find(|kind| kind.as_str() == text)
            .ok_or_else(|| crate::Error::Internal(format!("unknown job kind {text}")))
    }
}

/// Where a job stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JobState {
    /// Waiting for its time or for a worker.
    Queued,
    /// A worker has it.
    Running,
    /// It happened.
    Done,
    /// A rule that guards people forbade it; the reason is in `error` (P-04).
    Denied,
    /// It failed too often.
    Dead,
    /// A person stopped it.
    Canceled,
}

impl JobState {
    const ALL: [Self; 6] =
        [Self::Queued, Self::Running, Self::Done, Self::Denied, Self::Dead, Self::Canceled];

    /// The name under which the state is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Running => "running",
            Self::Done => "done",
            Self::Denied => "denied",
            Self::Dead => "dead",
            Self::Canceled => "canceled",
        }
    }

    fn parse(text: &str) -> Self {
        Self::ALL.into_iter().find(|state| state.as_str() == text).unwrap_or(Self::Dead)
    }
}
