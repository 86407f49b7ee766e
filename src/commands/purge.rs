//! `realtoros purge`

use super::{open::open, print};
use realtoros_server::{Result, backups, privacy::closing};
use std::process::ExitCode;

/// Purges what is due now and says the counts; ends with 1 when an account could not be purged whole.
pub async fn run() -> Result<ExitCode> {
    let core = open().await?;
    let done = closing::purge_due(&core).await?;
    let keys = backups::forget_erased_keys(&core).await?;
    print(format_args!(
        "purged {}, held {}, failed {}, waiting {}; keys taken out of backups of keys: {keys}",
        done.purged, done.held, done.failed, done.waiting
    ));
    for one in closing::certificates(&core, done.purged).await? {
        let rows: u64 = one.counts.values().sum();
        print(format_args!("certificate {}: {rows} rows deleted, keys destroyed, verified", one.account));
    }
    Ok(if done.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
