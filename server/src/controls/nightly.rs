//! Controls run by themselves: at the first start, and then each night.

use super::{last, run_all};
use crate::{Core, Result};
use std::time::Duration;

/// How often is looked whether the night has come.
const LOOK: Duration = Duration::from_mins(10);
const HOUR_MS: i64 = 3_600_000;
const DAY_MS: i64 = 24 * HOUR_MS;
/// When the night's run begins, after midnight UTC: in the small hours of every state.
const BEGINS_MS: i64 = 9 * HOUR_MS;

/// Runs the controls whenever they are due, until the process ends. Several nodes may do so: each run stands alone.
pub async fn nightly(core: Core) {
    loop {
        if let Err(error) = run_if_due(&core).await {
            tracing::error!(%error, "the controls could not be run; trying again");
        }
        tokio::time::sleep(LOOK).await;
    }
}

/// Whether any control has not been tried since the last night began.
pub(super) async fn run_if_due(core: &Core) -> Result<bool> {
    let begun = (core.now_ms() - BEGINS_MS).div_euclid(DAY_MS) * DAY_MS + BEGINS_MS;
    let is_due =
        last(core).await?.iter().any(|(_, last)| last.as_ref().is_none_or(|last| last.ran_at < begun));
    if is_due {
        run_all(core).await?;
    }
    Ok(is_due)
}
