//! The opening paragraphs of some leads' letters.

use super::press::Press;
use crate::{Core, Error, Result, Scope, assistant, leads};
use futures::future::try_join_all;
use realtoros_domain::ids::LeadId;
use std::collections::HashMap;

/// How many leads one transaction covers when each gets an opening. They are asked for at once, and a model answers in less
/// time than a job may be silent.
pub const AT_ONCE: usize = 8;

/// Has the assistant write the openings. Call it before a transaction begins: a model may be asked. Whoever gets none is
/// left out.
pub async fn openings(
    core: &Core,
    scope: &Scope,
    press: &Press,
    leads: &[LeadId],
) -> Result<HashMap<LeadId, String>> {
    let found = leads::load_many(core.db.read(), core, scope.account, leads).await?;
    let asked = found.iter().filter_map(|lead| Some((lead.id, press.figures(lead)?)));
    let asked = asked.map(|(id, figures)| async move {
        match assistant::opening(core, scope, id, figures).await {
            // Erased meanwhile; the batch finds out as well.
            Err(Error::Erased | Error::NotFound) => Ok(None),
            written => written.map(|opening| opening.map(|opening| (id, opening))),
        }
    });
    let written: Vec<Option<(LeadId, String)>> = try_join_all(asked).await?;
    Ok(written.into_iter().flatten().collect())
}
