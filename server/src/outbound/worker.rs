//! The loop of the dispatcher.

use super::{dispatch::dispatch_due, reconcile::reconcile};
use crate::{Core, Result, providers::Providers};
use std::time::Duration;

/// How long an idle dispatcher sleeps, unless it is woken.
const IDLE: Duration = Duration::from_millis(250);

/// Sends what is due, until the process ends.
pub async fn run(core: Core, providers: Providers) {
    loop {
        match step(&core, &providers).await {
            Ok(0) => {
                let _ = tokio::time::timeout(IDLE, core.wake.notified()).await;
            }
            Ok(_) => {}
            Err(error) => {
                tracing::error!(%error, "the outbox cannot be worked on; trying again");
                tokio::time::sleep(4 * IDLE).await;
            }
        }
    }
}

/// One round: first what a crash left open, then what is due.
pub async fn step(core: &Core, providers: &Providers) -> Result<usize> {
    Ok(reconcile(core, providers).await? + dispatch_due(core, providers).await?)
}
