//! The job that drafts an answer to a lead's message.

use super::{
    Assistant, Context, Task, builtin::Builtin, call_log, choice, permit::permit, review::review_draft,
    second_look::second_look,
};
use crate::{
    Actor, Core, Result, Scope,
    jobs::{Claimed, Outcome},
    outbound::{self, NewDraft},
};
use realtoros_domain::{
    Channel,
    ids::{LeadId, MessageId},
    reply::{Class, Intent, Reply, Source, read},
    writing::{Author, Behaviour, Draft, needs_no_answer},
};

/// Drafts an answer. The switches count as they are now, not as they were when the job was made (P-04).
pub async fn perform_draft(core: &Core, job: &Claimed) -> Result<Outcome> {
    let scope = Scope { account: job.account, actor: Actor::Job(job.id) };
    let (lead, message): (LeadId, MessageId) = job.subject()?;
    if let Some(reason) = permit(core, &scope, Some(lead), Task::DraftReply).await? {
        call_log::denied(core, &scope, Some(lead), Task::DraftReply, reason).await?;
        return Ok(Outcome::Denied(reason.to_owned()));
    }
    let context = Context::load(core, &scope, lead).await?;
    let Some(line) = context.lines.iter().find(|line| line.id == message) else {
        return Ok(Outcome::Denied("message_gone".to_owned()));
    };
    let Ok(channel) = line.channel.parse::<Channel>() else {
        return Ok(Outcome::Denied("no_channel".to_owned()));
    };
    if second_look(core, &scope, lead, message, &context).await? {
        call_log::denied(core, &scope, Some(lead), Task::DraftReply, "on_hold").await?;
        return Ok(Outcome::Denied("on_hold".to_owned()));
    }
    if needs_no_answer(&context.turns()) {
        let reason = "nothing_to_answer";
        call_log::denied(core, &scope, Some(lead), Task::DraftReply, reason).await?;
        return Ok(Outcome::Denied(reason.to_owned()));
    }
    let draft = write(core, &scope, lead, &context).await?;
    let cites = context.ids(&draft.cites);
    let new = NewDraft { lead, channel, subject: None, text: draft.text, answers: message, cites };
    outbound::save_draft(core, &scope, new).await?;
    Ok(Outcome::Done)
}

/// A checked draft. Where a rule has the words, or the model's words break one, the rules write.
async fn write(core: &Core, scope: &Scope, lead: LeadId, context: &Context) -> Result<Draft> {
    let by_rules = Builtin.draft_reply(context).await?;
    let chosen = choice::of(core, scope.account).await?;
    let is_settled = by_rules.behaviour != Behaviour::Answer || is_settled(context);
    let assistant: &dyn Assistant = if is_settled { &Builtin } else { chosen.as_ref() };
    let call = call_log::begin(core, scope, Some(lead), Task::DraftReply, assistant, context).await?;
    match assistant.draft_reply(context).await {
        Ok(draft) => match review_draft(context, &draft) {
            Ok(()) => call_log::end(core, call, "done", "").await.map(|()| draft),
            Err(fault) => call_log::end(core, call, "replaced", fault).await.map(|()| by_rules),
        },
        Err(error) => {
            call_log::end(core, call, "failed", "provider").await?;
            Err(error)
        }
    }
}

/// Whether the last words of the lead have an answer that no model may change: "are you a bot?", a wish to end
/// contact, a wish for a person, a minor (P-30, P-68).
fn is_settled(context: &Context) -> bool {
    const SETTLED: [Intent; 4] =
        [Intent::BotQuestion, Intent::HumanRequest, Intent::Underage, Intent::Complaint];
    let said = context.lines.iter().rev().take_while(|line| line.author == Author::Lead);
    let mut readings = said.map(|line| {
        let source = if line.channel == "email" { Source::Email } else { Source::Sms };
        let text = &line.text;
        read(&Reply { source, subject: None, text, prior_outbound: None, automatic: false, media: 0 })
    });
    readings.any(|reading| {
        reading.class != Class::None || reading.intents.iter().any(|intent| SETTLED.contains(intent))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assistant::tests::conversation;

    #[test]
    fn p30_some_questions_never_reach_a_model() {
        for text in ["are you a bot?", "STOP", "can I talk to a real person please", "I'm 16 btw"] {
            assert!(is_settled(&conversation(&[text])), "{text}");
        }
        for text in ["Is the house on Alder Lane still available?", "We need 3 bedrooms and a porch"] {
            assert!(!is_settled(&conversation(&[text])), "{text}");
        }
    }
}
