//! Whether AI may work for an account and a lead, asked at the moment of work (P-04, P-25).

use super::Task;
use crate::{
    Core, Result, Scope,
    accounts::{self, AccountStatus},
    leads, privacy,
};
use realtoros_domain::ids::LeadId;

/// `Ok(None)` when the task may be done now, else the stable name of what stands against it.
pub async fn permit(
    core: &Core,
    scope: &Scope,
    lead: Option<LeadId>,
    task: Task,
) -> Result<Option<&'static str>> {
    let profile = accounts::profile(core, scope).await?;
    if profile.status != AccountStatus::Active {
        return Ok(Some("account_closing"));
    }
    if !profile.ai_enabled {
        return Ok(Some("ai_disabled"));
    }
    if !privacy::is_purpose_open(core, scope, task.purpose()).await? {
        return Ok(Some("policy_not_accepted"));
    }
    let Some(lead) = lead else { return Ok(None) };
    let lead = leads::load(core.db.read(), core, scope.account, lead).await?;
    Ok(if lead.restricted {
        Some("restricted")
    } else if lead.maybe_minor {
        Some("maybe_minor")
    } else if lead.ai_paused {
        Some("ai_paused")
    } else if lead.on_hold && task == Task::DraftReply {
        Some("on_hold")
    } else {
        None
    })
}
