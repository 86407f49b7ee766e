//! A call has rung, was taken, or is over. What is kept is when it was, how long, and how it ended; never its sound
//! (P-14).

use super::arrived::senders;
use crate::{
    Actor, Core, Error, Result, Scope,
    audit::{self, Entry, Subject},
    consent, db, leads,
    live::Event,
    outbound::{
        CallRecord, CallState, MessageRecord, MessageState,
        entity::{ActiveModel, Model},
        repository,
    },
};
use realtoros_domain::{
    Channel,
    ids::{AccountId, LeadId, MessageId},
};
use sea_orm::{ActiveValue::Set, ConnectionTrait};

/// What the carrier tells of a call.
#[derive(Clone, Debug)]
pub struct CallEvent {
    /// The carrier's id of the call.
    pub provider_id: String,
    /// Who called (E.164).
    pub from: String,
    /// Who was called (E.164).
    pub to: String,
    /// Whether the call came from us.
    pub outbound: bool,
    /// What is known of it now.
    pub call: CallRecord,
}

/// Stores a call, or what is new about it. Events come late, twice and in any order; a call that is over stays so.
pub async fn receive_call(core: &Core, account: AccountId, event: &CallEvent) -> Result<()> {
    let mut again = true;
    loop {
        let tx = core.db.begin().await?;
        match receive_in(&tx, core, account, event).await {
            // The first two events of a call came at once: the second finds the first.
            Err(Error::Database(error)) if db::is_overtaken(&error) && again => again = false,
            received => {
                received?;
                tx.commit().await?;
                core.live.send(account, Event::Messages);
                return Ok(());
            }
        }
    }
}

async fn receive_in(
    tx: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    event: &CallEvent,
) -> Result<()> {
    db::lock_account(tx, account).await?;
    let index = repository::provider_index(tx, core, account, &event.provider_id).await?;
    match repository::by_provider(tx, account, index.clone()).await? {
        // A spoken message has words of its own, and is told of under its own address.
        Some(row) if row.direction == "out" && row.automation != "human_typed" => Ok(()),
        Some(row) => change(tx, core, account, event, MessageId(row.id)).await,
        None if consent::was_erased(tx, account, &index).await? => Ok(()),
        None => store(tx, core, account, event, index).await,
    }
}

async fn store(
    tx: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    event: &CallEvent,
    index: Vec<u8>,
) -> Result<()> {
    let other = if event.outbound { &event.to } else { &event.from };
    let found = senders(tx, core, account, other, "Inbound call").await?;
    let lead = found.first().ok_or_else(|| Error::Internal("a call without a lead".to_owned()))?;
    let (id, now) = (core.new_id(), core.now_ms());
    let record = MessageRecord {
        from: event.from.clone(),
        to: event.to.clone(),
        text: event.call.words(),
        provider_id: Some(event.provider_id.clone()),
        call: Some(event.call.clone()),
        ..MessageRecord::default()
    };
    let row = Model {
        id,
        account_id: account.0,
        lead_id: lead.id.0,
        channel: Channel::Voice.as_str().to_owned(),
        direction: if event.outbound { "out" } else { "in" }.to_owned(),
        purpose: "conversation".to_owned(),
        automation: "human_typed".to_owned(),
        state: if event.outbound { MessageState::Sent } else { MessageState::Received }.as_str().to_owned(),
        reason: String::new(),
        idempotency_key: format!("call:{id}"),
        provider_index: Some(index),
        newsletter_id: None,
        author_id: None,
        occurred_at: now,
        send_after: None,
        lease_until: None,
        attempts: 0,
        read_at: (event.outbound || event.call.state == CallState::Completed).then_some(now),
        sealed: repository::seal(tx, core, account, lead.id, id, &record).await?,
    };
    repository::insert(tx, vec![row]).await?;
    let scope = Scope { account, actor: Actor::Lead(lead.id) };
    audit::record(tx, core, &scope, Entry::new("call.received", Subject::one("message", id))).await?;
    leads::touch(tx, core, account, &[lead.id]).await?;
    Ok(())
}

async fn change(
    tx: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    event: &CallEvent,
    id: MessageId,
) -> Result<()> {
    let (row, mut record) = repository::load(tx, core, account, id).await?;
    let known = record.call.take().unwrap_or_default();
    if known.state.is_final() || known == event.call {
        return Ok(());
    }
    record.text = event.call.words();
    record.call = Some(event.call.clone());
    let taken = event.call.state == CallState::Completed;
    let columns = ActiveModel {
        read_at: Set(row.read_at.or_else(|| taken.then(|| core.now_ms()))),
        sealed: Set(repository::seal(tx, core, account, LeadId(row.lead_id), row.id, &record).await?),
        ..Default::default()
    };
    repository::update(tx, row.id, columns).await?;
    let scope = Scope { account, actor: Actor::System };
    let entry = Entry::new("call.updated", Subject::one("message", id));
    audit::record(tx, core, &scope, entry.with(format!("state={}", event.call.state.as_str()))).await
}
