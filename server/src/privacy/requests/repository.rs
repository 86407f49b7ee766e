//! Queries of the register. Every one is bound to an account.

use super::{
    Act, Note,
    entity::{event, note, request},
};
use crate::{
    Core, Error, Result, Scope, db,
    vault::{KeyOwner, VaultError},
};
use chrono::NaiveDate;
use realtoros_domain::{
    ids::{AccountId, LeadId, RequestId},
    rights::{Kind, Queue, State},
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel,
    QueryFilter, QueryOrder, QuerySelect,
};
use std::collections::HashMap;
use uuid::Uuid;

const OPEN: [&str; 2] = [State::Open.as_str(), State::Extended.as_str()];

/// Stores a request.
pub(super) async fn insert(tx: &impl ConnectionTrait, row: request::Model) -> Result<()> {
    request::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(tx).await?;
    Ok(())
}

/// The request `id` of `account`.
pub(super) async fn load(
    conn: &impl ConnectionTrait,
    account: AccountId,
    id: RequestId,
) -> Result<request::Model> {
    let query = request::Entity::find_by_id(id.0).filter(request::Column::AccountId.eq(account.0));
    query.one(conn).await?.ok_or(Error::NotFound)
}

/// The same, locked until the transaction ends: of two who decide at once, one comes first.
pub(super) async fn lock(
    tx: &impl ConnectionTrait,
    account: AccountId,
    id: RequestId,
) -> Result<request::Model> {
    db::lock_account(tx, account).await?;
    let query = request::Entity::find_by_id(id.0).filter(request::Column::AccountId.eq(account.0));
    query.lock_exclusive().one(tx).await?.ok_or(Error::NotFound)
}

/// Requests of a queue: those that wait, the earliest date first, or the newest of those that are over.
pub(super) async fn of_queue(
    conn: &impl ConnectionTrait,
    account: AccountId,
    queue: Queue,
    open: bool,
    most: u64,
) -> Result<Vec<request::Model>> {
    let query = request::Entity::find()
        .filter(request::Column::AccountId.eq(account.0))
        .filter(request::Column::Queue.eq(queue.as_str()));
    let query = if open {
        query.filter(request::Column::State.is_in(OPEN)).order_by_asc(request::Column::DueOn)
    } else {
        query.filter(request::Column::State.is_not_in(OPEN)).order_by_desc(request::Column::ClosedAt)
    };
    Ok(query.order_by_asc(request::Column::Id).limit(most).all(conn).await?)
}

/// What users of any account wait for: for the operator, who answers them (T6).
pub(super) async fn waiting_of_users(conn: &impl ConnectionTrait) -> Result<Vec<request::Model>> {
    Ok(request::Entity::find()
        .filter(request::Column::Queue.eq(Queue::User.as_str()))
        .filter(request::Column::State.is_in(OPEN))
        .order_by_asc(request::Column::DueOn)
        .order_by_asc(request::Column::Id)
        .all(conn)
        .await?)
}

/// A request of any account: for the operator.
pub(super) async fn of_any_account(
    conn: &impl ConnectionTrait,
    id: RequestId,
) -> Result<Option<request::Model>> {
    Ok(request::Entity::find_by_id(id.0).one(conn).await?)
}

/// The requests of a lead, newest first.
pub(super) async fn of_lead(
    conn: &impl ConnectionTrait,
    account: AccountId,
    lead: LeadId,
) -> Result<Vec<request::Model>> {
    Ok(request::Entity::find()
        .filter(request::Column::AccountId.eq(account.0))
        .filter(request::Column::LeadId.eq(lead.0))
        .order_by_desc(request::Column::ReceivedAt)
        .order_by_desc(request::Column::Id)
        .all(conn)
        .await?)
}

/// The request of this kind of a lead that waits for an answer.
pub(super) async fn waiting(
    conn: &impl ConnectionTrait,
    account: AccountId,
    lead: LeadId,
    kind: Kind,
) -> Result<Option<request::Model>> {
    let all = of_lead(conn, account, lead).await?;
    Ok(all.into_iter().find(|row| row.kind == kind.as_str() && OPEN.contains(&row.state.as_str())))
}

/// Changes columns of a request.
pub(super) async fn update(
    tx: &impl ConnectionTrait,
    id: RequestId,
    columns: request::ActiveModel,
) -> Result<()> {
    request::ActiveModel { id: Set(id.0), ..columns }.update(tx).await?;
    Ok(())
}

/// Appends what was done, with the words that belong to it.
pub(super) async fn append(
    tx: &impl ConnectionTrait,
    core: &Core,
    scope: &Scope,
    row: &request::Model,
    act: Act,
    due_on: Option<NaiveDate>,
    words: Option<&Note>,
) -> Result<()> {
    let (id, now) = (core.new_id(), core.now_ms());
    let entry = event::Model {
        id,
        account_id: row.account_id,
        request_id: row.id,
        act: act.as_str().to_owned(),
        actor_kind: scope.actor.kind().to_owned(),
        actor_id: scope.actor.id(),
        due_on: due_on.map(|day| day.to_string()),
        at: now,
    };
    event::Entity::insert(entry.into_active_model().reset_all()).exec_without_returning(tx).await?;
    let Some(words) = words else { return Ok(()) };
    let key = core.vault.key(tx, sealed_under(row)).await?;
    let note_id = core.new_id();
    let entry = note::Model {
        id: note_id,
        account_id: row.account_id,
        lead_id: row.lead_id,
        request_id: row.id,
        event_id: id,
        at: now,
        sealed: key.seal(AccountId(row.account_id), note_id, words)?,
    };
    note::Entity::insert(entry.into_active_model().reset_all()).exec_without_returning(tx).await?;
    Ok(())
}

/// What was done about a request, oldest first, with the words that are still there.
pub(super) async fn history(
    conn: &impl ConnectionTrait,
    core: &Core,
    row: &request::Model,
) -> Result<Vec<(event::Model, Option<Note>)>> {
    let events = event::Entity::find()
        .filter(event::Column::AccountId.eq(row.account_id))
        .filter(event::Column::RequestId.eq(row.id))
        .order_by_asc(event::Column::At)
        .order_by_asc(event::Column::Id)
        .all(conn)
        .await?;
    let notes = note::Entity::find()
        .filter(note::Column::AccountId.eq(row.account_id))
        .filter(note::Column::RequestId.eq(row.id))
        .all(conn)
        .await?;
    let mut opened: HashMap<Uuid, Note> = HashMap::new();
    if !notes.is_empty() {
        match core.vault.key(conn, sealed_under(row)).await {
            Ok(key) => {
                for note in notes {
                    opened.insert(note.event_id, key.open(AccountId(row.account_id), note.id, &note.sealed)?);
                }
            }
            // The lead is gone, and the words with them.
            Err(Error::Vault(VaultError::KeyDestroyed)) => {}
            Err(other) => return Err(other),
        }
    }
    let with_words = |event: event::Model| (opened.remove(&event.id), event);
    Ok(events.into_iter().map(with_words).map(|(words, event)| (event, words)).collect())
}

/// Whose key seals the words: the lead's, or the account's for people who are no leads.
const fn sealed_under(row: &request::Model) -> KeyOwner {
    let account = AccountId(row.account_id);
    match row.lead_id {
        Some(lead) => KeyOwner::Lead(account, LeadId(lead)),
        None => KeyOwner::Account(account),
    }
}
