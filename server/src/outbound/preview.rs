//! What would happen if this were sent now.

use super::{AccountFacts, Draft, Preview, facts::Facts, gate};
use crate::{Core, Result, Scope};
use realtoros_domain::consent::Claim;

/// Asks the gate, and changes nothing.
pub async fn preview(core: &Core, scope: &Scope, draft: &Draft) -> Result<Preview> {
    let account = AccountFacts::load(core, scope.account).await?;
    let facts = Facts::load(core.db.read(), core, account, &[draft.lead]).await?;
    Ok(gate::ask(core, &facts, &gate::Ask::of_draft(draft, Claim::First)))
}
