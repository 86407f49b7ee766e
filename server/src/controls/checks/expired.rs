//! Technical data past its time (P-15).

use crate::{Core, Result, accounts, controls::Outcome};

/// `tidy` runs each hour; what is still there after two was forgotten.
const GRACE_MS: i64 = 2 * 3_600_000;

/// Fails with how many rows were forgotten.
pub async fn check(core: &Core) -> Result<Outcome> {
    Ok(match accounts::overdue(core, core.now_ms() - GRACE_MS).await? {
        0 => Outcome::Pass,
        n => Outcome::fail(format!(
            "{n} sessions or counted attempts are more than two hours past their time."
        )),
    })
}
