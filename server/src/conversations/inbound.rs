//! A lead texts. Everything that follows from it is stored in one transaction, before the carrier gets its answer
//! (P-45): the words, the opt-out, what it stops, the confirmation, and the jobs of the assistant.

use super::{
    incoming::Incoming,
    keywords::{Keyword, keyword},
};
use crate::{
    Actor, Core, Error, Result, Scope,
    audit::{self, Entry, Subject},
    consent, db,
    leads::{self, Lead, LeadRecord, NewLead},
    live::Event,
    outbound::{AccountFacts, MessageRecord, MessageState, entity::Model, repository},
};
use realtoros_domain::{
    Channel, ChannelSet,
    ids::{AccountId, LeadId, MessageId},
    reply::{self, Class, Reading, Reply},
};
use sea_orm::ConnectionTrait;

/// How many lost races with another text are tried again; after that the carrier delivers it again.
const MOST_RACES: u32 = 5;

/// A text as the carrier brought it.
#[derive(Clone, Debug, Default)]
pub struct InboundText {
    /// The carrier's id: a second text with it is the same text.
    pub provider_id: String,
    /// Who wrote (E.164).
    pub from: String,
    /// To which of our numbers.
    pub to: String,
    /// The words.
    pub body: String,
    /// How many pictures came with it.
    pub media: u32,
    /// What the carrier made of it: `STOP`, `START` or `HELP`.
    pub opt_out_type: Option<String>,
}

/// What became of a text.
#[derive(Clone, Debug, PartialEq)]
pub enum Received {
    /// It is stored.
    Stored {
        /// The lead who wrote.
        lead: LeadId,
        /// The message.
        message: MessageId,
        /// What it was read as.
        reading: Reading,
    },
    /// It was here before; nothing happened.
    Repeated,
}

/// Stores a text and everything that follows from it. It is durable when this returns.
pub async fn receive_text(core: &Core, account: AccountId, text: &InboundText) -> Result<Received> {
    let facts = AccountFacts::load(core, account).await?;
    let mut races = 0;
    let received = loop {
        let tx = core.db.begin().await?;
        match receive_in(&tx, core, &facts, text).await {
            // Somebody else stored the same text, or the same suppression, meanwhile: look again.
            Err(Error::Database(error)) if db::is_overtaken(&error) && races < MOST_RACES => races += 1,
            Ok(Received::Repeated) => return Ok(Received::Repeated),
            received => {
                let received = received?;
                tx.commit().await?;
                break received;
            }
        }
    };
    core.wake.notify_waiters();
    core.live.send(account, Event::Messages);
    core.live.send(account, Event::Leads);
    Ok(received)
}

async fn receive_in(
    tx: &impl ConnectionTrait,
    core: &Core,
    facts: &AccountFacts,
    text: &InboundText,
) -> Result<Received> {
    let account = facts.id;
    // Everything of the account waits for this one row, also an erasure of the sender.
    db::lock_account(tx, account).await?;
    let index = repository::provider_index(tx, core, account, &text.provider_id).await?;
    let is_known = repository::by_provider(tx, account, index.clone()).await?.is_some();
    // Told again of a text that was erased, nobody is brought back by it (P-62).
    if is_known || consent::was_erased(tx, account, &index).await? {
        return Ok(Received::Repeated);
    }
    let senders = senders(tx, core, account, &text.from, "Inbound text").await?;
    let lead = senders.first().ok_or_else(|| Error::Internal("a text without a lead".to_owned()))?;
    let scope = Scope { account, actor: Actor::Lead(lead.id) };
    let keyword = keyword(&text.body, text.opt_out_type.as_deref());
    let reading = read(tx, core, account, lead.id, text, keyword).await?;
    let id = store(tx, core, account, lead.id, text, &reading, index).await?;
    audit::record(tx, core, &scope, Entry::new("message.received", Subject::one("message", id))).await?;
    let incoming =
        Incoming { core, facts, scope, senders: &senders, lead, text, reading: &reading, keyword, id };
    incoming.follow(tx).await?;
    let ids: Vec<_> = senders.iter().map(|lead| lead.id).collect();
    leads::touch(tx, core, account, &ids).await?;
    Ok(Received::Stored { lead: lead.id, message: id, reading })
}

/// The leads with this number, the oldest first; a new one with this source if there is none.
pub(super) async fn senders(
    tx: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    from: &str,
    source: &str,
) -> Result<Vec<Lead>> {
    let mut found = leads::load_by_phone(tx, core, account, from).await?;
    if found.is_empty() {
        // The account's row stays locked, so two first texts do not make two leads.
        leads::touch(tx, core, account, &[]).await?;
        found = leads::load_by_phone(tx, core, account, from).await?;
    }
    if found.is_empty() {
        let phone = from.parse().map_err(|_| Error::invalid("the sender is no telephone number"))?;
        let record = LeadRecord { phones: vec![phone], source: source.to_owned(), ..LeadRecord::default() };
        let scope = Scope { account, actor: Actor::System };
        let new = vec![NewLead { record, ..NewLead::default() }];
        let ids = leads::create_batch(tx, core, &scope, new).await?;
        found = leads::load_many(tx, core, account, &ids).await?;
    }
    Ok(found)
}

/// Reads the words. What the carrier took for a STOP is one, whatever the words are.
async fn read(
    tx: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    lead: LeadId,
    text: &InboundText,
    keyword: Option<Keyword>,
) -> Result<Reading> {
    let prior = repository::last_sent(tx, core, account, lead, Channel::Sms).await?;
    let mut reading = reply::read(&Reply {
        source: reply::Source::Sms,
        subject: None,
        text: &text.body,
        prior_outbound: prior.as_deref(),
        automatic: false,
        media: text.media,
    });
    if keyword == Some(Keyword::Stop) && reading.class != Class::OptOut {
        reading.class = Class::OptOut;
        reading.tier = Some(reply::Tier::Keyword);
        reading.scope = ChannelSet::PHONE;
    }
    Ok(reading)
}

async fn store(
    tx: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    lead: LeadId,
    text: &InboundText,
    reading: &Reading,
    index: Vec<u8>,
) -> Result<MessageId> {
    let (id, now) = (core.new_id(), core.now_ms());
    let record = MessageRecord {
        from: text.from.clone(),
        to: text.to.clone(),
        text: text.body.clone(),
        provider_id: Some(text.provider_id.clone()),
        media: text.media,
        reading: Some(reading.clone()),
        ..MessageRecord::default()
    };
    let row = Model {
        id,
        account_id: account.0,
        lead_id: lead.0,
        channel: Channel::Sms.as_str().to_owned(),
        direction: "in".to_owned(),
        purpose: "conversation".to_owned(),
        automation: "human_typed".to_owned(),
        state: MessageState::Received.as_str().to_owned(),
        reason: String::new(),
        idempotency_key: format!("in:{id}"),
        provider_index: Some(index),
        newsletter_id: None,
        author_id: None,
        occurred_at: now,
        send_after: None,
        lease_until: None,
        attempts: 0,
        read_at: None,
        sealed: repository::seal(tx, core, account, lead, id, &record).await?,
    };
    repository::insert(tx, vec![row]).await?;
    Ok(MessageId(id))
}
