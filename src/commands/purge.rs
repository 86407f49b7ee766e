//! `realtoros purge`

use super::{open::open, print};
use realtoros_server::{
    Result, backups,
    privacy::{closing, retention},
};
use std::process::ExitCode;

/// Purges accounts and leads whose time is over and says the counts; ends with 1 when any could not be purged whole.
pub async fn run() -> Result<ExitCode> {
    let core = open().await?;
    let done = closing::purge_due(&core).await?;
    let leads = retention::delete_due(&core).await?;
    let keys = backups::forget_erased_keys(&core).await?;
    print(format_args!(
        "purged {}, held {}, failed {}, waiting {}; keys taken out of backups of keys: {keys}",
        done.purged, done.held, done.failed, done.waiting
    ));
    print(format_args!(
        "leads past the retention rules of their account: erased {}, kept {}, failed {}",
        leads.erased, leads.kept, leads.failed
    ));
    for one in closing::certificates(&core, done.purged).await? {
        let rows: u64 = one.counts.values().sum();
        print(format_args!("certificate {}: {rows} rows deleted, keys destroyed, verified", one.account));
    }
    Ok(if done.failed + leads.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
