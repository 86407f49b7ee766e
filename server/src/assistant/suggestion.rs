//! Facts that the assistant proposes and a person decides.

use super::{
    Found,
    entity::suggestion::{ActiveModel, Column, Entity, Model},
    found,
};
use crate::{
    Core, Error, Result, Scope,
    audit::{self, Entry, Subject},
    leads,
    live::Event,
    vault::{KeyOwner, Record},
};
use realtoros_domain::ids::{LeadId, MessageId, SuggestionId};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Where a suggestion stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SuggestionState {
    /// Nobody has decided.
    Open,
    /// It became a preference of the lead.
    Accepted,
    /// It did not.
    Rejected,
    /// What it rests on was corrected meanwhile.
    Outdated,
}

impl SuggestionState {
    /// The name under which the state is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Accepted => "accepted",
            Self::Rejected => "rejected",
            Self::Outdated => "outdated",
        }
    }
}

/// A fact that is proposed.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    /// Which.
    pub id: SuggestionId,
    /// About whom.
    pub lead: LeadId,
    /// The message that it rests on.
    pub message: MessageId,
    /// The name of a field of the lead's preferences.
    pub field: String,
    /// The field's value.
    pub value: Value,
    /// The words of the lead.
    pub quote: String,
}

/// The sealed part of a suggestion.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct SuggestionRecord {
    field: String,
    value: Value,
    quote: String,
}

impl Record for SuggestionRecord {
    const TABLE: &'static str = "suggestion";
}

/// Stores what was found in a message. What a message has suggested before is not suggested again.
pub(super) async fn save(
    core: &Core,
    scope: &Scope,
    lead: LeadId,
    message: MessageId,
    found: Vec<Found>,
) -> Result<()> {
    let tx = core.db.begin().await?;
    leads::hold(&tx, scope.account, &[lead]).await?;
    let before = Entity::find()
        .filter(Column::AccountId.eq(scope.account.0))
        .filter(Column::MessageId.eq(message.0))
        .one(&tx)
        .await?;
    if before.is_some() || found.is_empty() {
        return Ok(());
    }
    let key = core.vault.key(&tx, KeyOwner::Lead(scope.account, lead)).await?;
    let detail = format!("suggested={}", found.len());
    let mut rows = Vec::with_capacity(found.len());
    for Found { field, value, quote } in found {
        let id = core.new_id();
        let row = Model {
            id,
            account_id: scope.account.0,
            lead_id: lead.0,
            message_id: message.0,
            state: SuggestionState::Open.as_str().to_owned(),
            decided_by: None,
            created_at: core.now_ms(),
            decided_at: None,
            sealed: key.seal(scope.account, id, &SuggestionRecord { field, value, quote })?,
        };
        rows.push(row.into_active_model());
    }
    Entity::insert_many(rows).exec_without_returning(&tx).await?;
    let entry = Entry::new("assistant.read", Subject::one("lead", lead)).with(detail);
    audit::record(&tx, core, scope, entry).await?;
    Ok(tx.commit().await?)
}

/// The open suggestions for a lead, oldest first.
pub async fn suggestions(core: &Core, scope: &Scope, lead: LeadId) -> Result<Vec<Suggestion>> {
    let conn = core.db.read();
    let rows = Entity::find()
        .filter(Column::AccountId.eq(scope.account.0))
        .filter(Column::LeadId.eq(lead.0))
        .filter(Column::State.eq(SuggestionState::Open.as_str()))
        .order_by_asc(Column::CreatedAt)
        .order_by_asc(Column::Id)
        .all(conn)
        .await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let key = core.vault.key(conn, KeyOwner::Lead(scope.account, lead)).await?;
    rows.into_iter()
        .map(|row| {
            let record: SuggestionRecord = key.open(scope.account, row.id, &row.sealed)?;
            Ok(Suggestion {
                id: SuggestionId(row.id),
                lead,
                message: MessageId(row.message_id),
                field: record.field,
                value: record.value,
                quote: record.quote,
            })
        })
        .collect()
}

/// A correction of these preferences: open suggestions for them rest on the old value and go (P-61).
pub async fn drop_outdated(
    tx: &impl ConnectionTrait,
    core: &Core,
    scope: &Scope,
    lead: LeadId,
    fields: &[String],
) -> Result<()> {
    if fields.is_empty() {
        return Ok(());
    }
    let key = core.vault.key(tx, KeyOwner::Lead(scope.account, lead)).await?;
    let open = Entity::find()
        .filter(Column::AccountId.eq(scope.account.0))
        .filter(Column::LeadId.eq(lead.0))
        .filter(Column::State.eq(SuggestionState::Open.as_str()))
        .all(tx)
        .await?;
    for row in open {
        let record: SuggestionRecord = key.open(scope.account, row.id, &row.sealed)?;
        if fields.contains(&record.field) {
            decide(tx, core, scope, &row, SuggestionState::Outdated).await?;
        }
    }
    Ok(())
}

/// A person accepts a suggestion: it becomes a preference of the lead.
pub async fn accept(core: &Core, scope: &Scope, id: SuggestionId) -> Result<()> {
    let tx = core.db.begin().await?;
    let row = load_open(&tx, scope, id).await?;
    let lead = LeadId(row.lead_id);
    if leads::load(&tx, core, scope.account, lead).await?.restricted {
        return Err(Error::Refused("This person's data may only be stored.".to_owned()));
    }
    let key = core.vault.key(&tx, KeyOwner::Lead(scope.account, lead)).await?;
    let record: SuggestionRecord = key.open(scope.account, row.id, &row.sealed)?;
    decide(&tx, core, scope, &row, SuggestionState::Accepted).await?;
    leads::learn_in(&tx, core, scope, lead, |lead| {
        let preferences = found::with(&lead.preferences, &record.field, &record.value)?;
        let changed = preferences != lead.preferences;
        lead.preferences = preferences;
        Ok(if changed { vec!["preferences"] } else { Vec::new() })
    })
    .await?;
    tx.commit().await?;
    core.live.send(scope.account, Event::Leads);
    core.live.send(scope.account, Event::Assistant);
    Ok(())
}

/// A person rejects a suggestion: nothing changes for the lead.
pub async fn reject(core: &Core, scope: &Scope, id: SuggestionId) -> Result<()> {
    let tx = core.db.begin().await?;
    let row = load_open(&tx, scope, id).await?;
    decide(&tx, core, scope, &row, SuggestionState::Rejected).await?;
    tx.commit().await?;
    core.live.send(scope.account, Event::Assistant);
    Ok(())
}

async fn load_open(conn: &impl ConnectionTrait, scope: &Scope, id: SuggestionId) -> Result<Model> {
    if scope.actor.member().is_none() {
        return Err(Error::Refused("Only a person decides about a suggestion.".to_owned()));
    }
    let row = Entity::find_by_id(id.0).filter(Column::AccountId.eq(scope.account.0)).one(conn).await?;
    let row = row.ok_or(Error::NotFound)?;
    if row.state == SuggestionState::Open.as_str() {
        Ok(row)
    } else {
        Err(Error::Conflict("Somebody has already decided about this suggestion.".to_owned()))
    }
}

async fn decide(
    tx: &impl ConnectionTrait,
    core: &Core,
    scope: &Scope,
    row: &Model,
    state: SuggestionState,
) -> Result<()> {
    let columns = ActiveModel {
        state: Set(state.as_str().to_owned()),
        decided_by: Set(scope.actor.id()),
        decided_at: Set(Some(core.now_ms())),
        ..Default::default()
    };
    let changed = Entity::update_many()
        .set(columns)
        .filter(Column::Id.eq(row.id))
        .filter(Column::AccountId.eq(scope.account.0))
        .filter(Column::State.eq(SuggestionState::Open.as_str()))
        .exec(tx)
        .await?;
    if changed.rows_affected != 1 {
        return Err(Error::Conflict("Somebody has already decided about this suggestion.".to_owned()));
    }
    let action = match state {
        SuggestionState::Accepted => "suggestion.accepted",
        SuggestionState::Rejected | SuggestionState::Open => "suggestion.rejected",
        SuggestionState::Outdated => "suggestion.outdated",
    };
    audit::record(tx, core, scope, Entry::new(action, Subject::one("lead", row.lead_id))).await
}
