//! Notes of the realtor. A note that tells of an opt-out feeds the ledger like a text (P-47).

use crate::{
    Core, Error, Result, Scope,
    audit::{self, Entry, Subject},
    consent::{self, Source},
    leads,
    live::Event,
    outbound::{self, MessageRecord, MessageState, entity::Model, repository},
};
use realtoros_domain::{
    ids::{LeadId, MessageId},
    reply::{self, Class, Reading, Reply},
};
use sea_orm::ConnectionTrait;
use std::collections::BTreeMap;

/// Stores a note, and what it says about contact. Returns what it was read as.
pub async fn add_note(core: &Core, scope: &Scope, lead: LeadId, text: &str) -> Result<(MessageId, Reading)> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Error::invalid("Write something first."));
    }
    let source = reply::Source::Note;
    let reading =
        reply::read(&Reply { source, subject: None, text, prior_outbound: None, automatic: false, media: 0 });
    let tx = core.db.begin().await?;
    let lead = leads::load(&tx, core, scope.account, lead).await?;
    let id = store(&tx, core, scope, lead.id, text, Some(reading.clone())).await?;
    match reading.class {
        Class::OptOut => {
            consent::opt_out(&tx, core, scope, &lead, reading.scope, None, Source::Note).await?;
            outbound::stop(&tx, scope.account, lead.id, reading.scope).await?;
        }
        Class::Hold => {
            leads::turn_switch(&tx, core, scope, lead.id, leads::Switch::OnHold, true).await?;
        }
        Class::None => {}
    }
    leads::touch(&tx, core, scope.account, &[lead.id]).await?;
    tx.commit().await?;
    core.live.send(scope.account, Event::Messages);
    Ok((id, reading))
}

/// Stores a note that tells what is known already, and says nothing new about contact.
pub async fn keep_note(
    tx: &impl ConnectionTrait,
    core: &Core,
    scope: &Scope,
    lead: LeadId,
    text: &str,
) -> Result<MessageId> {
    store(tx, core, scope, lead, text, None).await
}

/// Stores notes that came with imported leads, each once however often its file is imported. What they say about
/// contact was read with the whole file. Returns which of them are new, each at its place.
pub async fn keep_imported_notes(
    tx: &impl ConnectionTrait,
    core: &Core,
    scope: &Scope,
    notes: &[(LeadId, &str)],
) -> Result<Vec<Option<MessageId>>> {
    let index = core.vault.index(tx, scope.account, "note/imported").await?;
    let mut keyed: BTreeMap<String, usize> = BTreeMap::new();
    for (at, (lead, text)) in notes.iter().enumerate().filter(|(_, (_, text))| !text.is_empty()) {
        keyed.entry(format!("note:{lead}:{}", hex::encode(index.hash(text)))).or_insert(at);
    }
    let keys: Vec<&str> = keyed.keys().map(String::as_str).collect();
    let known = repository::by_keys(tx, scope.account, &keys).await?;
    let (mut rows, mut entries, mut new) = (Vec::new(), Vec::new(), vec![None; notes.len()]);
    for (key, at) in keyed.into_iter().filter(|(key, _)| !known.contains_key(key)) {
        let (lead, text) = notes[at];
        let row = Model { idempotency_key: key, ..row(tx, core, scope, lead, text, None).await? };
        entries.push((*scope, Entry::new("note.added", Subject::one("message", row.id))));
        new[at] = Some(MessageId(row.id));
        rows.push(row);
    }
    repository::insert(tx, rows).await?;
    audit::record_all(tx, core, &entries).await?;
    Ok(new)
}

/// Removes a note that was kept by itself, when what brought it is taken back.
pub async fn forget_note(tx: &impl ConnectionTrait, scope: &Scope, note: MessageId) -> Result<()> {
    repository::delete(tx, scope.account, note).await
}

/// Removes every message of a lead, when its import is taken back.
pub async fn forget_lead(tx: &impl ConnectionTrait, _core: &Core, scope: &Scope, lead: LeadId) -> Result<()> {
    repository::delete_of_lead(tx, scope.account, lead).await
}

async fn store(
    tx: &impl ConnectionTrait,
    core: &Core,
    scope: &Scope,
    lead: LeadId,
    text: &str,
    reading: Option<Reading>,
) -> Result<MessageId> {
    let row = row(tx, core, scope, lead, text, reading).await?;
    let id = row.id;
    repository::insert(tx, vec![row]).await?;
    audit::record(tx, core, scope, Entry::new("note.added", Subject::one("message", id))).await?;
    Ok(MessageId(id))
}

async fn row(
    tx: &impl ConnectionTrait,
    core: &Core,
    scope: &Scope,
    lead: LeadId,
    text: &str,
    reading: Option<Reading>,
) -> Result<Model> {
    let (id, now) = (core.new_id(), core.now_ms());
    let record = MessageRecord { text: text.to_owned(), reading, ..MessageRecord::default() };
    Ok(Model {
        id,
        account_id: scope.account.0,
        lead_id: lead.0,
        channel: "note".to_owned(),
        direction: "internal".to_owned(),
        purpose: "note".to_owned(),
        automation: "human_typed".to_owned(),
        state: MessageState::Noted.as_str().to_owned(),
        reason: String::new(),
        idempotency_key: format!("note:{id}"),
        provider_index: None,
        newsletter_id: None,
        author_id: scope.actor.member().map(|member| member.0),
        occurred_at: now,
        send_after: None,
        lease_until: None,
        attempts: 0,
        read_at: Some(now),
        sealed: repository::seal(tx, core, scope.account, lead, id, &record).await?,
    })
}
