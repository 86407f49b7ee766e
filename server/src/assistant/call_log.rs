//! The record of calls: task, provider, names of fields, outcome. Never a word of a prompt or an answer (P-28).

use super::{
    Assistant, Context, Task,
    entity::call::{ActiveModel, Column, Entity, Model},
};
use crate::{Core, Error, Result, Scope, leads};
use realtoros_domain::ids::LeadId;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

/// One use of AI.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// Its number.
    pub id: Uuid,
    /// About whom.
    pub lead: Option<LeadId>,
    /// What was asked; `None` for a task that is no longer known.
    pub task: Option<Task>,
    /// Who answered.
    pub provider: String,
    /// Which model; empty for rules.
    pub model: String,
    /// The names of the fields that were used.
    pub fields: Vec<String>,
    /// `running`, `done`, `replaced` (an answer that broke a rule gave way to the rules' own), `denied` or `failed`.
    pub state: String,
    /// Why it was denied, replaced or failed; a stable name.
    pub reason: String,
    /// When, in milliseconds since 1970 UTC.
    pub at: i64,
}

/// A call that has begun; it must be ended.
#[derive(Debug)]
pub(super) struct Begun(Uuid);

/// Records that a call begins, before anything leaves.
pub(super) async fn begin(
    core: &Core,
    scope: &Scope,
    lead: Option<LeadId>,
    task: Task,
    assistant: &dyn Assistant,
    context: &Context,
) -> Result<Begun> {
    let fields: Vec<&str> = context.data(task).iter().map(|(field, _)| field.as_str()).collect();
    let row = Model { fields: fields.join(","), ..row(core, scope, lead, task, assistant) };
    let id = row.id;
    store(core, scope, lead, row).await?;
    Ok(Begun(id))
}

/// Stores the row of a call. Of a lead who was erased meanwhile there is none, and so no call (P-62).
async fn store(core: &Core, scope: &Scope, lead: Option<LeadId>, row: Model) -> Result<()> {
    let tx = core.db.begin().await?;
    leads::hold(&tx, scope.account, lead.as_slice()).await?;
    Entity::insert(row.into_active_model()).exec_without_returning(&tx).await?;
    Ok(tx.commit().await?)
}

/// Records how a call ended. One about a lead who was erased while it ran has no row any more: its answer is not used.
pub(super) async fn end(core: &Core, begun: Begun, state: &str, reason: &str) -> Result<()> {
    let row = ActiveModel {
        state: Set(state.to_owned()),
        reason: Set(reason.to_owned()),
        finished_at: Set(Some(core.now_ms())),
        ..Default::default()
    };
    let ended = Entity::update_many().set(row).filter(Column::Id.eq(begun.0)).exec(core.db.write()).await?;
    if ended.rows_affected == 0 { Err(Error::Erased) } else { Ok(()) }
}

/// Records that a rule forbade a call: nothing was gathered and nothing left.
pub(super) async fn denied(
    core: &Core,
    scope: &Scope,
    lead: Option<LeadId>,
    task: Task,
    reason: &str,
) -> Result<()> {
    let row = Model {
        state: "denied".to_owned(),
        reason: reason.to_owned(),
        finished_at: Some(core.now_ms()),
        ..row(core, scope, lead, task, &super::builtin::Builtin)
    };
    let row = Model { provider: String::new(), ..row };
    store(core, scope, lead, row).await
}

fn row(core: &Core, scope: &Scope, lead: Option<LeadId>, task: Task, assistant: &dyn Assistant) -> Model {
    Model {
        id: core.new_id(),
        account_id: scope.account.0,
        lead_id: lead.map(|lead| lead.0),
        task: task.as_str().to_owned(),
        provider: assistant.provider().to_owned(),
        model: assistant.model().to_owned(),
        fields: String::new(),
        state: "running".to_owned(),
        reason: String::new(),
        started_at: core.now_ms(),
        finished_at: None,
    }
}

/// The newest calls of the account, newest first; those about one lead only, if one is given.
pub async fn calls(core: &Core, scope: &Scope, lead: Option<LeadId>, limit: u64) -> Result<Vec<Call>> {
    let mut query = Entity::find().filter(Column::AccountId.eq(scope.account.0));
    if let Some(lead) = lead {
        query = query.filter(Column::LeadId.eq(lead.0));
    }
    let query = query.order_by_desc(Column::StartedAt).order_by_desc(Column::Id).limit(limit);
    let rows = query.all(core.db.read()).await?;
    Ok(rows
        .into_iter()
        .map(|row| Call {
            id: row.id,
            lead: row.lead_id.map(LeadId),
            task: Task::parse(&row.task),
            provider: row.provider,
            model: row.model,
            fields: row.fields.split(',').filter(|name| !name.is_empty()).map(str::to_owned).collect(),
            state: row.state,
            reason: row.reason,
            at: row.started_at,
        })
        .collect())
}
