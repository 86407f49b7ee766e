//! Accounts that should be gone (P-57).

use crate::{Core, Result, controls::Outcome, privacy::closing};

/// The server looks every half hour, and a large account takes its time.
const GRACE_MS: i64 = 2 * 3_600_000;

/// Fails with how many accounts are past their thirty days, and with what is left of purged ones.
pub async fn check(core: &Core) -> Result<Outcome> {
    let late = closing::backlog(core, core.now_ms() - GRACE_MS).await?;
    if late > 0 {
        return Ok(Outcome::fail(format!("{late} closed accounts are past their thirty days.")));
    }
    let left = closing::leftovers(core).await?;
    Ok(if left.is_empty() {
        Outcome::Pass
    } else {
        Outcome::fail(format!("Rows of deleted accounts are left in {}.", left.join(", ")))
    })
}
