//! Purging whatever is due, by itself and on the command line.

use super::{
    purge::{Ending, purge},
    repository,
};
use crate::{Core, Result, db};
use std::time::Duration;

/// How often is looked whether an account is due.
const LOOK: Duration = Duration::from_mins(30);

/// What a run did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Accounts that are gone now.
    pub purged: u64,
    /// Accounts that a legal hold keeps.
    pub held: u64,
    /// Accounts that could not be purged whole; the next run goes on with them.
    pub failed: u64,
    /// Accounts that are closing and have days left.
    pub waiting: u64,
}

/// Purges every account whose thirty days are over. One that fails does not stop the others.
pub async fn purge_due(core: &Core) -> Result<Tally> {
    let now = core.now_ms();
    let due = db::across(repository::due(core.db.read(), now)).await?;
    let mut tally = Tally {
        waiting: db::across(repository::count_waiting(core.db.read(), now)).await?,
        ..Tally::default()
    };
    for account in due {
        match db::within(account, purge(core, account)).await {
            Ok(Ending::Purged) => tally.purged += 1,
            Ok(Ending::Held) => tally.held += 1,
            Err(error) => {
                tracing::error!(%account, %error, "an account could not be purged whole; the next run goes on");
                tally.failed += 1;
            }
        }
    }
    Ok(tally)
}

/// Purges what is due, until the process ends.
pub async fn nightly(core: Core) {
    loop {
        match purge_due(&core).await {
            Ok(Tally { purged: 0, failed: 0, .. }) => {}
            Ok(tally) => tracing::info!(?tally, "accounts were purged"),
            Err(error) => tracing::error!(%error, "what is due could not be purged; trying again"),
        }
        tokio::time::sleep(LOOK).await;
    }
}
