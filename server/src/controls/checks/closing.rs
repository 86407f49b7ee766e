//! Accounts and leads that should be gone (P-57, P-55).

use crate::{
    Core, Result,
    controls::Outcome,
    privacy::{closing, retention},
};

/// The server looks every half hour, or every hour, and a large account takes its time.
const GRACE_MS: i64 = 2 * 3_600_000;

/// Fails with how many accounts are past their thirty days, or leads past a rule, and with what is left of purged ones.
pub async fn check(core: &Core) -> Result<Outcome> {
    let late = closing::backlog(core, core.now_ms() - GRACE_MS).await?;
    if late > 0 {
        return Ok(Outcome::fail(format!("{late} closed accounts are past their thirty days.")));
    }
    let late = retention::backlog(core, core.now_ms() - GRACE_MS).await?;
    if late > 0 {
        return Ok(Outcome::fail(format!("{late} leads are past the retention rules of their account.")));
    }
    let left = closing::leftovers(core).await?;
    Ok(if left.is_empty() {
        Outcome::Pass
    } else {
        Outcome::fail(format!("Rows of deleted accounts are left in {}.", left.join(", ")))
    })
}
