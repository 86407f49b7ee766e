//! The job that looks for facts in a lead's message.

use super::{Context, Task, call_log, choice, found::news, permit::permit, suggestion};
use crate::{
    Actor, Core, Result, Scope,
    jobs::{Claimed, Outcome},
    live::Event,
};
use realtoros_domain::ids::{LeadId, MessageId};

/// Suggests the facts of a message that are new; a person accepts or rejects each (P-29).
pub async fn perform_extract(core: &Core, job: &Claimed) -> Result<Outcome> {
    let scope = Scope { account: job.account, actor: Actor::Job(job.id) };
    let (lead, message): (LeadId, MessageId) = job.subject()?;
    if let Some(reason) = permit(core, &scope, Some(lead), Task::ExtractFacts).await? {
        call_log::denied(core, &scope, Some(lead), Task::ExtractFacts, reason).await?;
        return Ok(Outcome::Denied(reason.to_owned()));
    }
    let mut context = Context::load(core, &scope, lead).await?;
    // Facts are read out of one message alone.
    context.lines.retain(|line| line.id == message);
    let Some(n) = context.lines.first().map(|line| line.n) else {
        return Ok(Outcome::Denied("message_gone".to_owned()));
    };
    let assistant = choice::of(core, scope.account).await?;
    let call =
        call_log::begin(core, &scope, Some(lead), Task::ExtractFacts, assistant.as_ref(), &context).await?;
    let found = match assistant.extract_facts(&context, n).await {
        Ok(found) => found,
        Err(error) => {
            call_log::end(core, call, "failed", "provider").await?;
            return Err(error);
        }
    };
    call_log::end(core, call, "done", "").await?;
    let fresh = news(&context.preferences, found);
    suggestion::save(core, &scope, lead, message, fresh).await?;
    core.live.send(scope.account, Event::Assistant);
    Ok(Outcome::Done)
}
