//! The signed ends of all histories against the histories (P-66).

use crate::{
    Core, Result,
    audit::heads::{check_all, unsigned_since},
    controls::Outcome,
};

/// Heads are signed each hour; what is unsigned after two was forgotten.
const GRACE_MS: i64 = 2 * 3_600_000;

/// Fails with the first history that is not as it was signed. Which account it is stands in the log.
pub async fn check(core: &Core) -> Result<Outcome> {
    let checked = check_all(core).await?;
    let heads: usize = checked.iter().filter_map(|(_, checked)| checked.as_ref().ok()).sum();
    let faults: Vec<_> = checked.into_iter().filter_map(|(_, checked)| checked.err()).collect();
    if let Some(first) = faults.first() {
        tracing::error!(fault = %first, "a history is not as it was signed");
        return Ok(Outcome::fail(format!(
            "{} histories are not as they were signed. The first: entry {}, {}.",
            faults.len(),
            first.seq,
            first.what
        )));
    }
    let late = unsigned_since(core, core.now_ms() - GRACE_MS).await?;
    if late > 0 {
        return Ok(Outcome::fail(format!(
            "The ends of {late} histories have not been signed for two hours."
        )));
    }
    if heads == 0 {
        return Ok(Outcome::not_run("No history has been signed here yet."));
    }
    Ok(Outcome::Pass)
}
