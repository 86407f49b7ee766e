//! What this version has nothing to check for yet. It says so instead of passing.

use crate::{Core, Result, controls::Outcome};
use std::future::{Ready, ready};

/// Closed accounts that are past their thirty days (P-57).
pub fn closing(_: &Core) -> Ready<Result<Outcome>> {
    ready(Ok(Outcome::not_run(
        "This version cannot close accounts yet, so there is nothing to be past its time.",
    )))
}

/// The age of the oldest backup (P-58).
pub fn backups(_: &Core) -> Ready<Result<Outcome>> {
    ready(Ok(Outcome::not_run(
        "This version makes no backups yet; those that the operator makes are not seen from here.",
    )))
}
