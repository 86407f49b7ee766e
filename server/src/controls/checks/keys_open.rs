//! Every wrapped key, unwrapped (P-01).

use crate::{Core, Result, controls::Outcome, vault};

/// Fails with how many keys do not open and the number of the first, and with how many accounts and leads have none.
pub async fn check(core: &Core) -> Result<Outcome> {
    let faults = vault::open_every_key(core).await?.faults();
    Ok(if faults.is_empty() { Outcome::Pass } else { Outcome::fail(faults.join(" ")) })
}
