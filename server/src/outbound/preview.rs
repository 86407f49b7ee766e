//! What would happen if this were sent now.

use super::{AccountFacts, Draft, Preview, facts::Facts, gate};
use crate::{Core, Result, Scope};
use realtoros_domain::{consent::Claim, ids::LeadId};

/// Asks the gate, and changes nothing.
pub async fn preview(core: &Core, scope: &Scope, draft: &Draft) -> Result<Preview> {
    let account = AccountFacts::load(core, scope.account).await?;
    let facts = Facts::load(core.db.read(), core, account, &[draft.lead]).await?;
    Ok(gate::ask(core, &facts, &gate::Ask::of_draft(draft, Claim::First)))
}

/// The same for many, with one set of queries; the answers are in the order of the drafts.
pub async fn preview_all(core: &Core, scope: &Scope, drafts: &[Draft]) -> Result<Vec<Preview>> {
    let account = AccountFacts::load(core, scope.account).await?;
    let leads: Vec<LeadId> = drafts.iter().map(|draft| draft.lead).collect();
    let facts = Facts::load(core.db.read(), core, account, &leads).await?;
    Ok(drafts
        .iter()
        .map(|draft| gate::ask(core, &facts, &gate::Ask::of_draft(draft, Claim::First)))
        .collect())
}
