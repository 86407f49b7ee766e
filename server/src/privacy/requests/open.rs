//! Putting a request into the register.

use super::{Act, Note, copy, entity::request, letters, reminders, repository};
use crate::{
    Core, Result, Scope,
    audit::{self, Entry, Subject},
    clock::from_millis,
    live::Event,
    outbound::{self, AccountFacts, MessageState},
};
use realtoros_domain::{
    ids::{LeadId, RequestId},
    rights::{Identity, Kind, Law, Queue, State, Via, deadlines},
};
use sea_orm::{ActiveValue::Set, ConnectionTrait};

/// A request to be put into the register.
#[derive(Clone, Debug)]
pub struct NewRequest {
    /// Who answers.
    pub queue: Queue,
    /// What is asked.
    pub kind: Kind,
    /// The lead who asks, where it is one that is on file.
    pub lead: Option<LeadId>,
    /// How it came in.
    pub via: Via,
    /// Which clock runs.
    pub law: Law,
    /// Whether it is known who asks.
    pub identity: Identity,
    /// When it came in, in milliseconds since 1970 UTC: the clock runs from there.
    pub received_at: i64,
    /// The words, and where they came from.
    pub words: Option<Note>,
}

/// Puts a request into the register.
pub async fn open(core: &Core, scope: &Scope, new: NewRequest) -> Result<RequestId> {
    let facts = AccountFacts::load(core, scope.account).await?;
    let tx = core.db.begin().await?;
    let id = open_in(&tx, core, scope, &facts, new).await?;
    tx.commit().await?;
    core.wake.notify_waiters();
    core.live.send(scope.account, Event::Leads);
    Ok(id)
}

/// The same in the caller's transaction.
pub async fn open_in(
    tx: &impl ConnectionTrait,
    core: &Core,
    scope: &Scope,
    facts: &AccountFacts,
    new: NewRequest,
) -> Result<RequestId> {
    let (id, now) = (core.new_id(), core.now_ms());
    let dates = deadlines(new.kind, new.law, from_millis(new.received_at), facts.zone);
    let row = request::Model {
        id,
        account_id: scope.account.0,
        queue: new.queue.as_str().to_owned(),
        kind: new.kind.as_str().to_owned(),
        lead_id: new.lead.map(|lead| lead.0),
        member_id: scope.actor.member().filter(|_| new.queue == Queue::User).map(|member| member.0),
        via: new.via.as_str().to_owned(),
        law: new.law.as_str().to_owned(),
        state: State::Open.as_str().to_owned(),
        identity: new.identity.as_str().to_owned(),
        received_at: new.received_at,
        confirm_on: dates.confirm.map(|day| day.to_string()),
        confirmed_at: None,
        due_on: dates.answer.to_string(),
        closed_at: None,
        created_at: now,
    };
    repository::insert(tx, row.clone()).await?;
    repository::append(tx, core, scope, &row, Act::Received, Some(dates.answer), new.words.as_ref()).await?;
    reminders::plan(tx, core, facts.zone, &row, dates.answer).await?;
    let detail = format!("kind={} via={} due={}", row.kind, row.via, row.due_on);
    let entry = Entry::new("request.received", subject(&row)).with(detail);
    audit::record(tx, core, scope, entry).await?;
    Ok(RequestId(id))
}

/// Puts a request into the register that took effect at once.
pub(in crate::privacy) async fn done_at_once(
    tx: &impl ConnectionTrait,
    core: &Core,
    scope: &Scope,
    facts: &AccountFacts,
    new: NewRequest,
    how: &str,
) -> Result<RequestId> {
    let id = open_in(tx, core, scope, facts, new).await?;
    let row = repository::load(tx, scope.account, id).await?;
    super::change::close(tx, core, scope, &row, State::Done, Note::of(how).as_ref()).await?;
    Ok(id)
}

/// Tells the lead that the request has come in, where a message can reach them. What the gate refuses is not confirmed.
pub(super) async fn tell(
    tx: &impl ConnectionTrait,
    core: &Core,
    scope: &Scope,
    facts: AccountFacts,
    row: &request::Model,
) -> Result<bool> {
    let Some(draft) = letters::received(tx, core, &facts, row).await? else { return Ok(false) };
    let submitted = outbound::submit_in(tx, core, scope, facts, vec![draft]).await?;
    if submitted.iter().any(|message| message.state == MessageState::Denied) {
        return Ok(false);
    }
    let columns = request::ActiveModel { confirmed_at: Set(Some(core.now_ms())), ..Default::default() };
    repository::update(tx, RequestId(row.id), columns).await?;
    repository::append(tx, core, scope, row, Act::Confirmed, None, None).await?;
    Ok(true)
}

/// What an audit entry about a request is about: the lead, so that they can see it; else the request.
pub(super) fn subject(row: &request::Model) -> Subject {
    match row.lead_id {
        Some(lead) => Subject::one("lead", lead),
        None => Subject::one("privacy_request", row.id),
    }
}

/// What a lead asks on their own page, after they have shown who they are; they are told that it has come in, and a copy is
/// begun at once. Asking twice while the first waits makes no second request; `false` then.
pub(in crate::privacy) async fn opened_by_lead(
    core: &Core,
    scope: &Scope,
    lead: LeadId,
    kind: Kind,
    words: &str,
) -> Result<(RequestId, bool)> {
    let facts = AccountFacts::load(core, scope.account).await?;
    let tx = core.db.begin().await?;
    if let Some(row) = repository::waiting(&tx, scope.account, lead, kind).await? {
        return Ok((RequestId(row.id), false));
    }
    if kind.is_copy() {
        copy::start(&tx, core, scope, lead).await?;
    }
    let new = NewRequest {
        queue: Queue::Lead,
        kind,
        lead: Some(lead),
        via: Via::Link,
        law: Law::Strictest,
        identity: if kind.needs_identity() { Identity::Proven } else { Identity::NotNeeded },
        received_at: core.now_ms(),
        words: Note::of(words),
    };
    let id = open_in(&tx, core, scope, &facts, new).await?;
    let row = repository::load(&tx, scope.account, id).await?;
    tell(&tx, core, scope, facts, &row).await?;
    tx.commit().await?;
    core.wake.notify_waiters();
    core.live.send(scope.account, Event::Leads);
    Ok((id, true))
}
