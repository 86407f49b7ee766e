//! The age of backups (P-58, T3).

use crate::{Core, Result, backups, controls::Outcome};
use realtoros_domain::closing::BackupKind;

/// Fails when a backup of data is older than ninety days, or one of keys than thirty, and when one was cut off.
pub async fn check(core: &Core) -> Result<Outcome> {
    if backups::list(core).await?.is_empty() {
        return Ok(Outcome::not_run(
            "There is no backup in the folders of backups; those made by other means are not seen from here.",
        ));
    }
    let late = backups::overdue(core).await?;
    let count = |kind| late.iter().filter(|one| one.kind == kind).count();
    let (data, keys) = (count(BackupKind::Data), count(BackupKind::Keys));
    if data + keys > 0 {
        return Ok(Outcome::fail(format!(
            "{data} backups of data are older than ninety days, {keys} backups of keys older than thirty."
        )));
    }
    Ok(match backups::cut_off(core).await?.len() {
        0 => Outcome::Pass,
        rests => Outcome::fail(format!("{rests} backups were cut off or lack their keys: make a new one.")),
    })
}
