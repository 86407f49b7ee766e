//! Every audit chain, computed again (P-66).

use crate::{Core, Result, audit, controls::Outcome};

/// Fails with the first entry that is not as it was written. Which account it is stands in the log.
pub async fn check(core: &Core) -> Result<Outcome> {
    let chains = audit::verify_all(core).await?;
    let faults: Vec<_> = chains.into_iter().filter_map(|(_, outcome)| outcome.err()).collect();
    let Some(first) = faults.first() else { return Ok(Outcome::Pass) };
    tracing::error!(fault = %first, "an audit chain was touched");
    Ok(Outcome::fail(format!(
        "{} histories are not as they were written. The first: entry {}, {}.",
        faults.len(),
        first.seq,
        first.what
    )))
}
