//! The file of the master key (P-01, rules B4.1).

use crate::{Core, Result, controls::Outcome, vault::KekSource};
use chrono::{DateTime, TimeDelta, Utc};
use std::{fs, os::unix::fs::PermissionsExt};

/// How old a master key may become: NIST SP 800-57 part 1 gives keys that wrap keys one to two years.
const OLDEST: TimeDelta = TimeDelta::days(730);

/// Fails when others may read the file, or when it is time for a new key.
pub async fn check(core: &Core) -> Result<Outcome> {
    let KekSource::File(path) = &core.settings.kek else {
        return Ok(Outcome::not_run(
            "The master key does not come from a file, so its keeper must be asked.",
        ));
    };
    let Ok(file) = tokio::fs::metadata(path).await else {
        return Ok(Outcome::fail("The file of the master key cannot be looked at."));
    };
    Ok(judge(&file, core.now()))
}

fn judge(file: &fs::Metadata, now: DateTime<Utc>) -> Outcome {
    let mode = file.permissions().mode() & 0o777;
    if mode & 0o077 != 0 {
        return Outcome::fail(format!("The file of the master key can be read by others (mode {mode:o})."));
    }
    let Ok(written) = file.modified().map(DateTime::<Utc>::from) else {
        return Outcome::not_run("This file system does not say how old the master key is.");
    };
    if now - written > OLDEST {
        let years = (now - written).num_days() / 365;
        return Outcome::fail(format!("The master key is {years} years old; make a new one."));
    }
    Outcome::Pass
}
