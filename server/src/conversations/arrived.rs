//! A message of a lead, whatever way it came: read, stored, and followed by what it asks for, in one transaction (P-45,
//! P-47).

use super::{inbound::Received, incoming::Incoming, keywords::Keyword};
use crate::{
    Actor, Core, Error, Result, Scope,
    audit::{self, Entry, Subject},
    consent, db,
    leads::{self, Lead, LeadRecord, NewLead},
    live::Event,
    outbound::{
        AUTOMATIC_REPLY, AccountFacts, MessageRecord, MessageState, UNVERIFIED, entity::Model, repository,
    },
};
use realtoros_domain::{
    Channel, ChannelSet,
    ids::{AccountId, LeadId, MessageId},
    reply::{self, Class, Reading, Reply, Source},
};
use sea_orm::ConnectionTrait;

/// How many lost races with another message are tried again; after that whoever sent it has to send it again.
pub(super) const MOST_RACES: u32 = 5;

/// A message on its way in.
#[derive(Clone, Debug)]
pub(super) struct Arrived<'a> {
    /// The way it came: texts or mail.
    pub channel: Channel,
    /// The provider's id: a second message with it is the same message.
    pub provider_id: &'a str,
    /// Who wrote: a number (E.164) or a mail address (lower case).
    pub from: &'a str,
    /// To which number or address.
    pub to: &'a str,
    /// The subject of a mail.
    pub subject: Option<&'a str>,
    /// All words, as they are read.
    pub words: &'a str,
    /// The words that are kept.
    pub kept: &'a str,
    /// How many pictures came with it.
    pub media: u32,
    /// What it is; only a [`CONVERSATION`] shows that the person wrote.
    pub purpose: &'static str,
    /// By what its answer says that it is one.
    pub headers: Vec<(String, String)>,
    /// When it was written, in milliseconds since 1970 UTC.
    pub at: i64,
    /// What it says to the carrier.
    pub keyword: Option<Keyword>,
    /// Whether the carrier answers the keyword itself.
    pub carrier_answers: bool,
}

/// What a message is for that a person wrote to us.
pub(super) const CONVERSATION: &str = "conversation";

/// Stores a message and everything that follows from it. It is durable when this returns. `None` for a mail from an address
/// that belongs to no lead: nothing of it is kept.
pub(super) async fn arrive(
    core: &Core,
    account: AccountId,
    message: &Arrived<'_>,
) -> Result<Option<Received>> {
    let facts = AccountFacts::load(core, account).await?;
    let mut races = 0;
    let received = loop {
        let tx = core.db.begin().await?;
        match arrive_in(&tx, core, &facts, message).await {
            // Somebody else stored the same message, or the same suppression, meanwhile: look again.
            Err(Error::Database(error)) if db::is_overtaken(&error) && races < MOST_RACES => races += 1,
            Ok(Some(stored @ Received::Stored { .. })) => {
                tx.commit().await?;
                break stored;
            }
            other => return other,
        }
    };
    core.wake.notify_waiters();
    core.live.send(account, Event::Messages);
    core.live.send(account, Event::Leads);
    Ok(Some(received))
}

async fn arrive_in(
    tx: &impl ConnectionTrait,
    core: &Core,
    facts: &AccountFacts,
    message: &Arrived<'_>,
) -> Result<Option<Received>> {
    let account = facts.id;
    // Everything of the account waits for this one row, also an erasure of the sender.
    db::lock_account(tx, account).await?;
    let index = repository::provider_index(tx, core, account, message.provider_id).await?;
    let is_known = repository::by_provider(tx, account, index.clone()).await?.is_some();
    // Told again of a message that was erased, nobody is brought back by it (P-62).
    if is_known || consent::was_erased(tx, account, &index).await? {
        return Ok(Some(Received::Repeated));
    }
    let senders = match message.channel {
        Channel::Email => leads::load_by_email(tx, core, account, message.from).await?,
        Channel::Sms | Channel::Voice => senders(tx, core, account, message.from, "Inbound text").await?,
    };
    let Some(lead) = senders.first() else { return Ok(None) };
    // Of whom nobody knows whether they wrote, the history does not say that they did.
    let actor = if message.purpose == UNVERIFIED { Actor::System } else { Actor::Lead(lead.id) };
    let scope = Scope { account, actor };
    let reading = read(tx, core, account, lead.id, message).await?;
    let id = store(tx, core, account, lead.id, message, &reading, index).await?;
    audit::record(tx, core, &scope, Entry::new("message.received", Subject::one("message", id))).await?;
    Incoming { core, facts, scope, senders: &senders, lead, message, reading: &reading, id }
        .follow(tx)
        .await?;
    let ids: Vec<_> = senders.iter().map(|lead| lead.id).collect();
    leads::touch(tx, core, account, &ids).await?;
    Ok(Some(Received::Stored { lead: lead.id, message: id, reading }))
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
    message: &Arrived<'_>,
) -> Result<Reading> {
    let prior = repository::last_sent(tx, core, account, lead, message.channel).await?;
    let mut reading = reply::read(&Reply {
        source: if message.channel == Channel::Email { Source::Email } else { Source::Sms },
        subject: message.subject,
        text: message.words,
        prior_outbound: prior.as_deref(),
        automatic: message.purpose == AUTOMATIC_REPLY,
        media: message.media,
    });
    if message.keyword == Some(Keyword::Stop) && reading.class != Class::OptOut {
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
    message: &Arrived<'_>,
    reading: &Reading,
    index: Vec<u8>,
) -> Result<MessageId> {
    let id = core.new_id();
    let record = MessageRecord {
        from: message.from.to_owned(),
        to: message.to.to_owned(),
        subject: message.subject.map(str::to_owned),
        text: message.kept.to_owned(),
        headers: message.headers.clone(),
        provider_id: Some(message.provider_id.to_owned()),
        media: message.media,
        reading: Some(reading.clone()),
        ..MessageRecord::default()
    };
    let row = Model {
        id,
        account_id: account.0,
        lead_id: lead.0,
        channel: message.channel.as_str().to_owned(),
        direction: "in".to_owned(),
        purpose: message.purpose.to_owned(),
        automation: "human_typed".to_owned(),
        state: MessageState::Received.as_str().to_owned(),
        reason: String::new(),
        idempotency_key: format!("in:{id}"),
        provider_index: Some(index),
        newsletter_id: None,
        author_id: None,
        occurred_at: message.at,
        send_after: None,
        lease_until: None,
        attempts: 0,
        read_at: None,
        sealed: repository::seal(tx, core, account, lead, id, &record).await?,
    };
    repository::insert(tx, vec![row]).await?;
    Ok(MessageId(id))
}
