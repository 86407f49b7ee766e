//! A second look at a message in which the rules found no wish to end contact.

use super::{Context, Task, call_log, choice, permit::permit, review::review_reading};
use crate::{
    Core, Result, Scope,
    audit::{self, Entry, Subject},
    leads::{self, Switch},
    live::Event,
    outbound::{entity::ActiveModel, repository},
};
use realtoros_domain::{
    ids::{LeadId, MessageId},
    reply::Class,
};
use sea_orm::ActiveValue::Set;

/// Asks a model about a message. Where it suspects a wish to end contact, automation waits for the realtor, who decides
/// (rules B6); says whether it does. Nobody is opted out by a model, and what the rules read is never lowered. Without a
/// model there is nothing to ask: the rules read the message when it came in.
pub(super) async fn second_look(
    core: &Core,
    scope: &Scope,
    lead: LeadId,
    message: MessageId,
    context: &Context,
) -> Result<bool> {
    const TASK: Task = Task::ClassifyReply;
    let assistant = choice::of(core, scope.account).await?;
    if assistant.model().is_empty() || permit(core, scope, Some(lead), TASK).await?.is_some() {
        return Ok(false);
    }
    let context = context.until(message);
    let call = call_log::begin(core, scope, Some(lead), TASK, assistant.as_ref(), &context).await?;
    let Ok(class) = assistant.classify_reply(&context).await else {
        call_log::end(core, call, "failed", "provider").await?;
        return Ok(false);
    };
    call_log::end(core, call, "done", "").await?;
    raise(core, scope, lead, message, class).await
}

/// Stores what the message is read as now, and the hold that follows, as for a text that the rules doubt.
async fn raise(core: &Core, scope: &Scope, lead: LeadId, message: MessageId, model: Class) -> Result<bool> {
    let tx = core.db.begin().await?;
    leads::hold(&tx, scope.account, &[lead]).await?;
    let (row, mut record) = repository::load(&tx, core, scope.account, message).await?;
    let Some(rules) = record.reading.take() else { return Ok(false) };
    let reading = review_reading(rules.clone(), model);
    if reading == rules {
        return Ok(false);
    }
    record.reading = Some(reading);
    let sealed = repository::seal(&tx, core, scope.account, LeadId(row.lead_id), row.id, &record).await?;
    repository::update(&tx, row.id, ActiveModel { sealed: Set(sealed), ..Default::default() }).await?;
    let mut senders = if record.from.contains('@') {
        leads::find_by_email(&tx, core, scope.account, &record.from).await?
    } else {
        leads::find_by_phone(&tx, core, scope.account, &record.from).await?
    };
    if !senders.contains(&lead) {
        senders.push(lead);
    }
    for sender in senders {
        leads::turn_switch(&tx, core, scope, sender, Switch::OnHold, true).await?;
    }
    let entry = Entry::new("reply.suspected", Subject::one("message", message));
    audit::record(&tx, core, scope, entry).await?;
    tx.commit().await?;
    core.live.send(scope.account, Event::Messages);
    core.live.send(scope.account, Event::Leads);
    Ok(true)
}
