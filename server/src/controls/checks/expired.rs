//! Technical data and exports past their time (P-15, P-60).

use crate::{Core, Result, accounts, controls::Outcome, exports};

/// `tidy` runs each hour; what is still there after two was forgotten.
const GRACE_MS: i64 = 2 * 3_600_000;

/// Fails with how many rows were forgotten.
pub async fn check(core: &Core) -> Result<Outcome> {
    let before = core.now_ms() - GRACE_MS;
    let technical = accounts::overdue(core, before).await?;
    let exports = exports::overdue(core, before).await?;
    Ok(if technical == 0 && exports == 0 {
        Outcome::Pass
    } else {
        Outcome::fail(format!(
            "{technical} sessions or counted attempts and {exports} exports are more than two hours past their time."
        ))
    })
}
