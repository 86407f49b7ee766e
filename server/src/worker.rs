//! Which use case does which job.

use crate::{
    Core, Result, assistant, connections, do_not_call, exports, imports,
    jobs::{Claimed, JobKind, Outcome, Work},
    mailbox, newsletters,
    privacy::{self, erasure},
    vault::rotation,
};

/// Does jobs of every kind.
#[derive(Clone, Debug)]
pub struct Worker {
    core: Core,
}

impl Worker {
    /// A worker over `core`.
    pub const fn new(core: Core) -> Self {
        Self { core }
    }
}

impl Work for Worker {
    async fn perform(&self, job: &Claimed) -> Result<Outcome> {
        match job.kind {
            JobKind::ImportCommit => imports::perform_commit(&self.core, job).await,
            JobKind::ImportUndo => imports::perform_undo(&self.core, job).await,
            JobKind::NewsletterSend => newsletters::perform(&self.core, job).await,
            JobKind::DraftReply => assistant::perform_draft(&self.core, job).await,
            JobKind::ExtractFacts => assistant::perform_extract(&self.core, job).await,
            JobKind::Export => exports::perform(&self.core, job).await,
            JobKind::RequestReminder => privacy::requests::perform_reminder(&self.core, job).await,
            JobKind::RotateAccountKey => rotation::perform(&self.core, job).await,
            JobKind::EraseCopies => erasure::perform_copies(&self.core, job).await,
            JobKind::ErasureNotice => erasure::perform_notice(&self.core, job).await,
            JobKind::SyncCalendar => connections::perform_sync(&self.core, job).await,
            JobKind::SyncMail => mailbox::perform(&self.core, job).await,
            JobKind::RevokeConnection => connections::perform_revocation(&self.core, job).await,
            JobKind::NumberScrub => do_not_call::perform(&self.core, job).await,
        }
    }
}
