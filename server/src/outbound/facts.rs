//! The facts of many leads at once, so that a campaign costs a few queries per batch.

use super::{
    AccountFacts, HISTORY, MessageState,
    entity::{Column, Entity},
    state,
};
use crate::{
    Core, Result,
    clock::from_millis,
    consent::{self, Ledger, Suppressed},
    leads::{self, Lead},
};
use chrono::{DateTime, Utc};
use realtoros_domain::{
    Channel,
    ids::{AccountId, LeadId},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// For how long after the lead's last message a thread is alive.
const THREAD_LIVES_MS: i64 = 30 * 24 * 3_600_000;
const DAY_MS: i64 = 24 * 3_600_000;

/// What the gate looks at, for some leads of one account.
#[derive(Debug)]
pub struct Facts {
    pub account: AccountFacts,
    leads: HashMap<LeadId, LeadFacts>,
    suppressed: HashMap<(Channel, String), Suppressed>,
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
    /// Reads the facts in the transaction that decides.
    pub async fn load(
        conn: &impl ConnectionTrait,
        core: &Core,
        account: AccountFacts,
        ids: &[LeadId],
    ) -> Result<Self> {
        let now = core.now_ms();
        let found = leads::load_many(conn, core, account.id, ids).await?;
        let mut ledgers = consent::ledgers(conn, core, account.id, ids).await?;
        let mut contacts = sales_contacts(conn, account.id, ids, now - DAY_MS).await?;
        let mut threads = live_threads(conn, account.id, ids, now - THREAD_LIVES_MS).await?;
        let addresses: Vec<_> = found.iter().flat_map(addresses).collect();
        let suppressed = consent::suppressions(conn, core, account.id, &addresses).await?;
        let leads = found.into_iter().map(|lead| {
            let facts = LeadFacts {
                ledger: ledgers.remove(&lead.id).unwrap_or_default(),
                live_threads: threads.remove(&lead.id).unwrap_or_default(),
                sales_contacts: contacts.remove(&lead.id).unwrap_or_default(),
                lead,
            };
            (facts.lead.id, facts)
        });
        Ok(Self { leads: leads.collect(), account, suppressed })
    }

    pub fn lead(&self, id: LeadId) -> Option<&LeadFacts> {
        self.leads.get(&id)
    }

    pub fn suppression(&self, channel: Channel, address: &str) -> Option<&Suppressed> {
        self.suppressed.get(&(channel, address.to_owned()))
    }

    /// A sales contact that leaves now counts for the next message of the same batch (P-44).
    pub fn count_sales_contact(&mut self, lead: LeadId, now: DateTime<Utc>) {
        if let Some(facts) = self.leads.get_mut(&lead) {
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

/// When each lead got automated sales messages since `since`.
async fn sales_contacts(
    conn: &impl ConnectionTrait,
    account: AccountId,
    ids: &[LeadId],
    since: i64,
) -> Result<HashMap<LeadId, Vec<DateTime<Utc>>>> {
    let rows: Vec<(Uuid, i64)> = Entity::find()
        .filter(Column::AccountId.eq(account.0))
        .filter(Column::LeadId.is_in(ids.iter().map(|id| id.0)))
        .filter(Column::OccurredAt.gt(since))
        .filter(Column::Direction.eq("out"))
        .filter(Column::Purpose.is_in(["sales", "newsletter"]))
        .filter(Column::Automation.ne("human_typed"))
        .filter(Column::State.is_in(state::names(MessageState::LEFT)))
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
        .filter(Column::Purpose.ne(HISTORY))
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
