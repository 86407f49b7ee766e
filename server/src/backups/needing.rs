//! Which backups a version of the master key still opens (P-01, P-58).

use super::{
    keys::Keys,
    store::{Listed, list},
};
use crate::{Core, Result};
use realtoros_domain::closing::BackupKind;
use std::collections::BTreeSet;
use uuid::Uuid;

/// How many backups cannot be restored without these versions of the master key, and when the last of them will have been
/// deleted; none when there is no such backup.
pub async fn needing(core: &Core, versions: &[i32]) -> Result<Option<(usize, i64)>> {
    let now = core.now_ms();
    let mut needing: Vec<Listed> = Vec::new();
    for one in list(core).await? {
        let is_kept = !one.is_partial && !one.kind.is_over(one.created_at, now);
        if is_kept && needs(core, &one, versions).await {
            needing.push(one);
        }
    }
    let until = needing.iter().map(Listed::gone_at).max();
    let ids: BTreeSet<Uuid> = needing.iter().map(|one| one.id).collect();
    Ok(until.map(|until| (ids.len(), until)))
}

/// A backup needs the version that wraps its own key, and one of keys also those that wrap what is in it: a key that was
/// restored is wrapped anew within the hour only.
async fn needs(core: &Core, one: &Listed, versions: &[i32]) -> bool {
    if one.master.is_some_and(|version| versions.contains(&version)) {
        return true;
    }
    // One that cannot be read now may need it all the same.
    one.kind == BackupKind::Keys
        && !one.is_partial
        && !matches!(Keys::load(core, one.id).await, Ok(Some(keys)) if !keys.is_wrapped_by(versions))
}
