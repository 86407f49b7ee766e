//! From the gate to what is shown of a spoken message.

use super::{spoken_api::SpokenView, view::DecisionView, views};
use realtoros_domain::{
    Channel,
    consent::{Decision, Purpose, Reason, Verdict},
    ids::LeadId,
};
use realtoros_server::{
    Core, Result, Scope, leads,
    outbound::{self, AccountFacts, MessageState, Submitted},
    privacy::Kind,
};

/// What would happen to a spoken message.
pub async fn spoken(core: &Core, scope: &Scope, lead: LeadId, purpose: Purpose) -> Result<SpokenView> {
    leads::load(core.db.read(), core, scope.account, lead).await?;
    let preview = outbound::preview_spoken(core, scope, lead, purpose).await?;
    let account = AccountFacts::load(core, scope.account).await?;
    let heard = outbound::script(&account, "");
    Ok(SpokenView {
        decision: decision(core, scope, &preview.verdict).await?,
        is_allowed: account
            .contact
            .iter()
            .any(|one| one.channel == Channel::Voice && one.kind == Kind::Automatic && one.allowed),
        opening: heard.opening,
        ending: heard.ending,
        key: core.new_id().to_string(),
    })
}

/// What became of a call. Asked for a second time with the same key, because the first answer was lost, it stands where the
/// first one has brought it.
pub async fn outcome(core: &Core, scope: &Scope, submitted: &Submitted) -> Result<DecisionView> {
    let found = decision(core, scope, &submitted.verdict).await?;
    let is_again = submitted.verdict.decision == Decision::Deny(Reason::Duplicate);
    let was_taken = is_again && submitted.state != MessageState::Denied;
    Ok(DecisionView { can_send: found.can_send || was_taken, ..found })
}

/// The decision of the gate about a call in words.
pub async fn decision(core: &Core, scope: &Scope, verdict: &Verdict) -> Result<DecisionView> {
    let found = views::decision(core, scope, verdict, false).await?;
    let headline = match verdict.decision {
        Decision::Allow => "Can be placed now".to_owned(),
        Decision::Deny(_) => "No call can be placed".to_owned(),
        Decision::Defer { .. } | Decision::Hold(_) => {
            found.headline.replacen("Goes out", "The call is placed", 1)
        }
    };
    Ok(DecisionView { headline, send: found.send.replacen("Send", "Call", 1), ..found })
}
