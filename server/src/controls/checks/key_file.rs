//! The master key: its file, and the age of the version in use (P-01, rules B4.1).

use crate::{
    Core, Result,
    controls::Outcome,
    vault::{self, KekSource},
};
use chrono::TimeDelta;
use std::os::unix::fs::PermissionsExt;

/// How old a master key may become: NIST SP 800-57 part 1 gives keys that wrap keys one to two years.
const OLDEST: TimeDelta = TimeDelta::days(730);

/// Fails when others may read the file, or when it is time for a new version.
pub async fn check(core: &Core) -> Result<Outcome> {
    let KekSource::File(path) = &core.settings.kek else {
        return Ok(Outcome::not_run(
            "The master key does not come from a file, so its keeper must be asked.",
        ));
    };
    let Ok(file) = tokio::fs::metadata(path).await else {
        return Ok(Outcome::fail("The file of the master key cannot be looked at."));
    };
    let mode = file.permissions().mode() & 0o777;
    if mode & 0o077 != 0 {
        return Ok(Outcome::fail(format!(
            "The file of the master key can be read by others (mode {mode:o})."
        )));
    }
    let status = vault::status(core).await?;
    let Some(current) = status.masters.iter().find(|master| master.version == status.current) else {
        return Ok(Outcome::fail("The version of the master key that is in use is not known."));
    };
    let age = TimeDelta::milliseconds(core.now_ms() - current.created_at);
    if age > OLDEST {
        let years = age.num_days() / 365;
        return Ok(Outcome::fail(format!(
            "Version {} of the master key is {years} years old; run `realtoros keys rotate`.",
            current.version
        )));
    }
    Ok(Outcome::Pass)
}
