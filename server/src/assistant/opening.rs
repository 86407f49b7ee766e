//! The opening of a newsletter for one lead.

use super::{
    Assistant, Context, Figures, Task, builtin::Builtin, call_log, choice, permit::permit,
    review::review_intro,
};
use crate::{Core, Result, Scope};
use realtoros_domain::ids::LeadId;

/// Writes the opening for a lead. `None` where AI may not work for them now: then nothing is asked and nothing is
/// written (P-25). A model that fails or breaks a rule gives way to the rules' own words.
pub async fn opening(core: &Core, scope: &Scope, lead: LeadId, figures: Figures) -> Result<Option<String>> {
    const TASK: Task = Task::NewsletterIntro;
    if permit(core, scope, Some(lead), TASK).await?.is_some() {
        return Ok(None);
    }
    let context = Context::counted(core, scope, figures).await?;
    let assistant = choice::of(core, scope.account).await?;
    let call = call_log::begin(core, scope, Some(lead), TASK, assistant.as_ref(), &context).await?;
    let answered = assistant.newsletter_intro(&context).await.map_err(|_| "provider");
    let reviewed = answered.and_then(|text| review_intro(&context, &text).map(|()| text));
    let text = match reviewed {
        Ok(text) => {
            call_log::end(core, call, "done", "").await?;
            text
        }
        Err(fault) => {
            call_log::end(core, call, "replaced", fault).await?;
            Builtin.newsletter_intro(&context).await?
        }
    };
    Ok(Some(text))
}

/// The same for somebody who looks at a newsletter before it is sent: always in the rules' own words. Nothing leaves the
/// machine and nothing is sent, so nothing is recorded.
pub async fn opening_to_look_at(
    core: &Core,
    scope: &Scope,
    lead: LeadId,
    figures: Figures,
) -> Result<Option<String>> {
    if permit(core, scope, Some(lead), Task::NewsletterIntro).await?.is_some() {
        return Ok(None);
    }
    Builtin.newsletter_intro(&Context::counted(core, scope, figures).await?).await.map(Some)
}
