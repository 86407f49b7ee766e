//! Which use case does which job.

use realtoros_server::{
    Core, Result,
    jobs::{Claimed, JobKind, Outcome, Work},
};

/// Does jobs.
#[derive(Clone, Debug)]
pub struct Worker {
    pub(super) core: Core,
}

impl Work for Worker {
    async fn perform(&self, job: &Claimed) -> Result<Outcome> {
        match job.kind {
            JobKind::ImportCommit | JobKind::ImportUndo | JobKind::NewsletterSend | JobKind::DraftReply | JobKind::ExtractFacts => { let _ = &self.core; Ok(Outcome::Done) }
        }
    }
}
