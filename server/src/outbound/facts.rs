//! The facts of many leads at once, so that a campaign costs a few queries per batch.

use super::{
    AccountFacts, MessageState,
    entity::{Column, Entity},
    names, state,
};
use crate::{
    Core, Result,
    clock::from_millis,
    consent::{self, Ledger, Suppressed},
    do_not_call,
    leads::{self, Lead},
};
use chrono::{DateTime, Utc};
use realtoros_domain::{
    Channel, ChannelSet,
    consent::{Action, Automation, Purpose, Registry},
    contact::PhoneNumber,
    do_not_call::{Mark, registry},
    ids::{AccountId, LeadId},
};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// For how long after the lead's last message a thread is alive.
const THREAD_LIVES_MS: i64 = 30 * 24 * 3_600_000;
const DAY_MS: i64 = 24 * 3_600_000;
/// What counts as a sales contact when no person typed it (P-44). An answer is among them: whether there was a thread to
/// answer in is not stored with it, and to the person it is one message more.
const CONTACTS: [Purpose; 3] = [Purpose::Conversation, Purpose::Sales, Purpose::Newsletter];

/// What the gate looks at, for some leads of one account.
#[derive(Debug)]
pub struct Facts {
    pub account: AccountFacts,
    leads: HashMap<LeadId, LeadFacts>,
    suppressed: HashMap<(Channel, String), Suppressed>,
    marks: HashMap<String, Vec<Mark>>,
}

/// What the gate looks at of one lead.
#[derive(Debug)]
pub struct LeadFacts {
    pub lead: Lead,
    pub ledger: Ledger,
    pub live_threads: HashSet<Channel>,
    pub sales_contacts: Vec<DateTime<Utc>>,
}

impl Facts {
    /// Reads the facts in the transaction that decides, for messages on `channels`. What lists say of numbers is left out
    /// where only mail goes; a number then counts as never checked.
    pub async fn load(
        conn: &impl ConnectionTrait,
        core: &Core,
        account: AccountFacts,
        ids: &[LeadId],
        channels: ChannelSet,
    ) -> Result<Self> {
        let now = core.now_ms();
        let found = leads::load_many(conn, core, account.id, ids).await?;
        let mut ledgers = consent::ledgers(conn, core, account.id, ids).await?;
        let mut contacts = sales_contacts(conn, account.id, ids, now - DAY_MS).await?;
        let mut threads = live_threads(conn, account.id, ids, now - THREAD_LIVES_MS).await?;
        let addresses: Vec<_> = found.iter().flat_map(addresses).collect();
        let suppressed = consent::suppressions(conn, core, account.id, &addresses).await?;
        let numbers: Vec<&str> = if channels.sms || channels.voice {
            found.iter().flat_map(|lead| &lead.record.phones).map(PhoneNumber::e164).collect()
        } else {
            Vec::new()
        };
        let marks = do_not_call::marks(conn, core, account.id, &numbers).await?;
        let leads = found.into_iter().map(|lead| {
            let facts = LeadFacts {
                ledger: ledgers.remove(&lead.id).unwrap_or_default(),
                live_threads: threads.remove(&lead.id).unwrap_or_default(),
                sales_contacts: contacts.remove(&lead.id).unwrap_or_default(),
                lead,
            };
            (facts.lead.id, facts)
        });
        Ok(Self { leads: leads.collect(), account, suppressed, marks })
    }

    pub fn lead(&self, id: LeadId) -> Option<&LeadFacts> {
        self.leads.get(&id)
    }

    pub fn suppression(&self, channel: Channel, address: &str) -> Option<&Suppressed> {
        self.suppressed.get(&(channel, address.to_owned()))
    }

    /// What do-not-call lists said about a number (P-48).
    pub fn registry(&self, number: &str) -> Registry {
        registry(self.marks.get(number).map_or(&[], Vec::as_slice))
    }

    /// A sales contact that leaves now counts for the next message of the same batch, as it will for later ones (P-44).
    pub fn count(&mut self, lead: LeadId, action: Action, now: DateTime<Utc>) {
        let is_contact = action.automation != Automation::HumanTyped && CONTACTS.contains(&action.purpose);
        if let Some(facts) = self.leads.get_mut(&lead).filter(|_| is_contact) {
            facts.sales_contacts.push(now);
        }
    }
}

/// Every address under which a lead could be suppressed.
fn addresses(lead: &Lead) -> Vec<(Channel, &str)> {
    let phones = lead
        .record
        .phones
        .iter()
        .flat_map(|phone| [(Channel::Sms, phone.e164()), (Channel::Voice, phone.e164())]);
    phones.chain(lead.record.emails.iter().map(|email| (Channel::Email, email.as_str()))).collect()
}

/// When each lead got sales messages since `since` that no person typed. A call that nobody took has rung: the carrier knew
/// it, so it counts although it failed.
async fn sales_contacts(
    conn: &impl ConnectionTrait,
    account: AccountId,
    ids: &[LeadId],
    since: i64,
) -> Result<HashMap<LeadId, Vec<DateTime<Utc>>>> {
    let mut contacts = Vec::new();
    for purpose in CONTACTS {
        contacts.push(names::name(purpose)?);
    }
    let rang = Condition::all()
        .add(Column::Channel.eq(Channel::Voice.as_str()))
        .add(Column::State.eq(MessageState::Failed.as_str()))
        .add(Column::ProviderIndex.is_not_null());
    let left = Condition::any().add(Column::State.is_in(state::names(MessageState::LEFT))).add(rang);
    let rows: Vec<(Uuid, i64)> = Entity::find()
        .filter(Column::AccountId.eq(account.0))
        .filter(Column::LeadId.is_in(ids.iter().map(|id| id.0)))
        .filter(Column::OccurredAt.gt(since))
        .filter(Column::Direction.eq("out"))
        .filter(Column::Purpose.is_in(contacts))
        .filter(Column::Automation.ne("human_typed"))
        .filter(left)
        .select_only()
        .column(Column::LeadId)
        .column(Column::OccurredAt)
        .into_tuple()
        .all(conn)
        .await?;
    let mut contacts: HashMap<_, Vec<_>> = HashMap::new();
    for (lead, at) in rows {
        contacts.entry(LeadId(lead)).or_default().push(from_millis(at));
    }
    Ok(contacts)
}

/// The channels on which each lead has written since `since`.
pub(crate) async fn live_threads(
    conn: &impl ConnectionTrait,
    account: AccountId,
    ids: &[LeadId],
    since: i64,
) -> Result<HashMap<LeadId, HashSet<Channel>>> {
    let rows: Vec<(Uuid, String)> = Entity::find()
        .filter(Column::AccountId.eq(account.0))
        .filter(Column::LeadId.is_in(ids.iter().map(|id| id.0)))
        .filter(Column::OccurredAt.gt(since))
        .filter(Column::Direction.eq("in"))
        // What came from elsewhere, from a machine, or from nobody knows whom, begins no thread.
        .filter(Column::Purpose.eq("conversation"))
        .select_only()
        .column(Column::LeadId)
        .column(Column::Channel)
        .distinct()
        .into_tuple()
        .all(conn)
        .await?;
    let mut threads: HashMap<_, HashSet<_>> = HashMap::new();
    for (lead, channel) in rows {
        if let Ok(channel) = channel.parse() {
            threads.entry(LeadId(lead)).or_default().insert(channel);
        }
    }
    Ok(threads)
}
