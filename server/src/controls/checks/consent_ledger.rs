//! Every entry of the consent ledger against what was sealed with it (P-41).

use crate::{Core, Result, consent, controls::Outcome};

/// Fails with how many entries do not say what was sealed. Which ones stands in the log, by number.
pub async fn check(core: &Core) -> Result<Outcome> {
    let changed = consent::changed_entries(core).await?;
    let Some(first) = changed.first() else { return Ok(Outcome::Pass) };
    tracing::error!(entry = %first, count = changed.len(), "entries of the consent ledger were changed");
    Ok(Outcome::fail(format!(
        "{} entries of the consent ledger do not say what was sealed with their evidence. They count for nothing.",
        changed.len()
    )))
}
