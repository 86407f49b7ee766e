//! What would happen if this were sent now.

use super::{AccountFacts, Draft, Preview, facts::Facts, gate, introduction::is_first};
use crate::{Core, Result, Scope};
use realtoros_domain::{consent::Claim, ids::LeadId};

/// Asks the gate, and changes nothing.
pub async fn preview(core: &Core, scope: &Scope, draft: &Draft) -> Result<Preview> {
    let account = AccountFacts::load(core, scope.account).await?;
    let conn = core.db.read();
    let facts = Facts::load(conn, core, account, &[draft.lead], draft.channel.into()).await?;
    let mut preview = gate::ask(core, &facts, &gate::Ask::of_draft(draft, Claim::First));
    let what = (draft.lead, draft.action());
    if preview.verdict.decision.goes_on()
        && is_first(conn, core, &facts.account, what, preview.to.as_deref()).await?
    {
        preview.introduces = Some(facts.account.brokerage.clone());
    }
    Ok(preview)
}

/// The same for many, with one set of queries; the answers are in the order of the drafts.
pub async fn preview_all(core: &Core, scope: &Scope, drafts: &[Draft]) -> Result<Vec<Preview>> {
    let account = AccountFacts::load(core, scope.account).await?;
    let leads: Vec<LeadId> = drafts.iter().map(|draft| draft.lead).collect();
    let channels = drafts.iter().map(|draft| draft.channel).collect();
    let facts = Facts::load(core.db.read(), core, account, &leads, channels).await?;
    Ok(drafts
        .iter()
        .map(|draft| gate::ask(core, &facts, &gate::Ask::of_draft(draft, Claim::First)))
        .collect())
}
