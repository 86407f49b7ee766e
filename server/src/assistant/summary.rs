//! One paragraph about a conversation, with citations.

use super::{
    Assistant, Context, Line, Task, builtin::Builtin, call_log, choice, permit::permit,
    review::review_summary,
};
use crate::{
    Core, Result, Scope,
    audit::{Entry, Subject},
    leads,
};
use realtoros_domain::ids::{LeadId, MessageId};

/// A summary, or why there is none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// What is said, in order.
    pub statements: Vec<Statement>,
    /// The stable name of what stands against AI here.
    pub denied: Option<&'static str>,
    /// Something about the person was corrected after a message that this rests on: since when, in milliseconds since
    /// 1970 UTC. What older messages say may be outdated (P-61).
    pub corrected_at: Option<i64>,
}

/// A sentence and the messages that it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The sentence.
    pub text: String,
    /// The messages; never empty.
    pub messages: Vec<MessageId>,
}

/// Sums up what was said with a lead. It is made anew each time, so a correction or an erasure leaves nothing stale.
pub async fn summary(core: &Core, scope: &Scope, lead: LeadId) -> Result<Summary> {
    if let Some(denied) = permit(core, scope, Some(lead), Task::Summarise).await? {
        return Ok(Summary { denied: Some(denied), ..Summary::default() });
    }
    let context = Context::load(core, scope, lead).await?;
    if context.lines.is_empty() {
        return Ok(Summary::default());
    }
    let assistant = choice::of(core, scope.account).await?;
    let call =
        call_log::begin(core, scope, Some(lead), Task::Summarise, assistant.as_ref(), &context).await?;
    let answered = assistant.summarise(&context).await;
    let reviewed = answered.map(|said| review_summary(&context, said)).unwrap_or_default();
    let said = if reviewed.is_empty() {
        call_log::end(core, call, "replaced", "no_usable_answer").await?;
        Builtin.summarise(&context).await?
    } else {
        call_log::end(core, call, "done", "").await?;
        reviewed
    };
    core.reads.note(scope, Entry::new("assistant.summarised", Subject::one("lead", lead)));
    let statements = said
        .into_iter()
        .map(|said| Statement { messages: context.ids(&said.turns), text: said.text })
        .filter(|statement| !statement.messages.is_empty());
    let statements: Vec<Statement> = statements.collect();
    let corrected_at = leads::load(core.db.read(), core, scope.account, lead).await?.corrected_at;
    let is_older = |at: i64| {
        let older = |line: &Line| line.at.timestamp_millis() < at;
        let cited = |line: &Line| statements.iter().any(|said| said.messages.contains(&line.id));
        context.lines.iter().any(|line| older(line) && cited(line))
    };
    Ok(Summary { corrected_at: corrected_at.filter(|at| is_older(*at)), statements, denied: None })
}
