//! Deleting backups in time: data after ninety days, keys after thirty (P-58, T3).

use super::{
    keys::forget_erased_keys,
    store::{list, settle_old},
};
use crate::{Core, Result};
use realtoros_domain::closing::{BackupKind, DAY_MS};
use std::{fs, time::Duration};

/// How often is looked what has expired.
const LOOK: Duration = Duration::from_mins(30);
/// What would be past its time before the next look goes now, so that nothing ever is.
pub(super) const AHEAD_MS: i64 = 3_600_000;

/// What was deleted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Expired {
    /// Backups of data.
    pub data: u64,
    /// Backups of keys.
    pub keys: u64,
    /// Rests of backups that were cut off.
    pub partial: u64,
}

/// Deletes what is past its time, or would be within the hour.
pub async fn expire(core: &Core) -> Result<Expired> {
    // Before anything that was cut off is taken for a rest.
    settle_old(core)?;
    let now = core.now_ms();
    let mut expired = Expired::default();
    for one in list(core).await? {
        let is_over = one.kind.is_over(one.created_at, now.saturating_add(AHEAD_MS));
        // Nobody works on a backup for a day.
        let is_rest = one.is_partial && now.saturating_sub(one.created_at) > DAY_MS;
        if !is_over && !is_rest {
            continue;
        }
        fs::remove_dir_all(&one.path)?;
        match one.kind {
            _ if one.is_partial => expired.partial += 1,
            BackupKind::Data => expired.data += 1,
            BackupKind::Keys => expired.keys += 1,
        }
    }
    Ok(expired)
}

/// Deletes what has expired, and takes the keys of what was erased out of the backups of keys, until the process ends.
pub async fn nightly(core: Core) {
    loop {
        match expire(&core).await {
            Ok(Expired { data: 0, keys: 0, partial: 0 }) => {}
            Ok(expired) => tracing::info!(?expired, "backups have expired"),
            Err(error) => tracing::error!(%error, "backups could not be deleted; trying again"),
        }
        if let Err(error) = forget_erased_keys(&core).await {
            tracing::error!(%error, "keys of what was erased are still in backups of keys; trying again");
        }
        tokio::time::sleep(LOOK).await;
    }
}
