//! No column outside the data map (P-03).

use crate::{Core, Result, controls::Outcome, privacy::data_map::differences};

/// Fails with the columns that only the database or only the map knows.
pub async fn check(core: &Core) -> Result<Outcome> {
    let differences = differences(core).await?;
    if differences.is_empty() {
        return Ok(Outcome::Pass);
    }
    Ok(Outcome::fail(format!("The data map and the database differ in: {}.", differences.join(", "))))
}
