//! The leads, some at a time, for the files that other programs read.

use super::order::Work;
use crate::{
    Result,
    consent::{self, Recorded},
    leads::{self, Lead},
    outbound::repository as messages,
};
use realtoros_domain::{Channel, ids::LeadId};
use sea_orm::{
    ConnectionTrait,
    sea_query::{Expr, ExprTrait, Order, Query},
};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// How many leads are read at once.
const PAGE: u64 = 500;

/// Some leads.
pub struct People {
    /// In the order of their ids.
    pub leads: Vec<Lead>,
    /// How many were gone through, with those that are left out.
    pub gone_through: usize,
    /// Where the next page begins; `None` when this was the last.
    pub next: Option<LeadId>,
}

/// The leads after `after`. Whose data may only be stored (GDPR art. 18) is left out of a copy of everybody: these files
/// are for other programs, which would not know of the restriction. `data.json` and `leads.csv` have them, marked.
pub async fn page(work: &Work<'_>, after: Option<LeadId>) -> Result<People> {
    let mut people = page_of_all(work, after).await?;
    people.leads.retain(|lead| !lead.restricted || work.order.lead.is_some());
    Ok(people)
}

/// The leads after `after`, whatever may be done with their data.
pub async fn page_of_all(work: &Work<'_>, after: Option<LeadId>) -> Result<People> {
    let (core, conn, account) = (work.core, work.core.db.read(), work.order.account);
    let mut query = Query::select();
    query.column("id").from("lead").and_where(Expr::col("account_id").eq(account.0));
    query.and_where(Expr::col("merged_into").is_null());
    if let Some(leads) = work.only() {
        query.and_where(Expr::col("id").is_in(leads.iter().map(|lead| lead.0)));
    }
    if let Some(after) = after {
        query.and_where(Expr::col("id").gt(after.0));
    }
    query.order_by("id", Order::Asc).limit(PAGE);
    let mut ids = Vec::new();
    for row in conn.query_all(&query).await? {
        ids.push(LeadId(row.try_get::<Uuid>("", "id")?));
    }
    let is_last = u64::try_from(ids.len()).unwrap_or(u64::MAX) < PAGE;
    let next = ids.last().copied().filter(|_| !is_last);
    let mut found = leads::load_many(conn, core, account, &ids).await?;
    found.sort_unstable_by_key(|lead| lead.id);
    Ok(People { leads: found, gone_through: ids.len(), next })
}

/// Those of `leads` whose data may only be stored: left out of a copy of everybody.
pub async fn restricted(work: &Work<'_>, leads: impl IntoIterator<Item = Uuid>) -> Result<HashSet<Uuid>> {
    if work.order.lead.is_some() {
        return Ok(HashSet::new());
    }
    let leads: HashSet<Uuid> = leads.into_iter().collect();
    let mut query = Query::select();
    query.column("id").from("lead").and_where(Expr::col("account_id").eq(work.order.account.0));
    query.and_where(Expr::col("restricted").eq(true)).and_where(Expr::col("id").is_in(leads));
    let mut found = HashSet::new();
    for row in work.core.db.read().query_all(&query).await? {
        found.insert(row.try_get("", "id")?);
    }
    Ok(found)
}

/// What is known of some leads beside their records.
pub struct Around {
    events: HashMap<LeadId, Vec<Recorded>>,
    closed: HashSet<(Channel, String)>,
    in_doubt: HashSet<LeadId>,
    notes: HashMap<LeadId, Vec<String>>,
}

impl Around {
    /// Loads consents, opt-outs and notes.
    pub async fn load(work: &Work<'_>, leads: &[Lead]) -> Result<Self> {
        let (core, conn, account) = (work.core, work.core.db.read(), work.order.account);
        let ids: Vec<LeadId> = leads.iter().map(|lead| lead.id).collect();
        let points: Vec<(Channel, &str)> = leads
            .iter()
            .flat_map(|lead| Channel::ALL.map(|channel| points(lead, channel)))
            .flatten()
            .collect();
        let closed = consent::suppressions(conn, core, account, &points).await?.into_keys().collect();
        let ledgers = consent::ledgers(conn, core, account, &ids).await?;
        let doubtful = |id: &LeadId| {
            ledgers.get(id).is_some_and(|ledger| Channel::ALL.into_iter().any(|at| ledger.is_in_doubt(at)))
        };
        let in_doubt =
            leads.iter().filter(|lead| lead.on_hold || doubtful(&lead.id)).map(|lead| lead.id).collect();
        let mut events: HashMap<LeadId, Vec<_>> = HashMap::new();
        for event in consent::events(conn, core, account, &ids).await? {
            events.entry(event.lead).or_default().push(event);
        }
        let mut notes: HashMap<LeadId, Vec<String>> = HashMap::new();
        let rows = messages::notes_of(conn, account, &ids).await?;
        for (row, record) in messages::open_all(conn, core, account, rows).await? {
            notes.entry(LeadId(row.lead_id)).or_default().push(record.text);
        }
        Ok(Self { events, closed, in_doubt, notes })
    }

    /// The entries of the ledger of a lead, oldest first, those whose columns were changed included.
    pub fn events(&self, lead: LeadId) -> &[Recorded] {
        self.events.get(&lead).map_or(&[], Vec::as_slice)
    }

    /// Whether the lead has opted out of a channel, with any address.
    pub fn is_closed(&self, lead: &Lead, channel: Channel) -> bool {
        points(lead, channel).into_iter().any(|(at, point)| self.closed.contains(&(at, point.to_owned())))
    }

    /// Whether something reads like an opt-out and nobody has looked.
    pub fn is_in_doubt(&self, lead: LeadId) -> bool {
        self.in_doubt.contains(&lead)
    }

    /// The notes about a lead, oldest first.
    pub fn notes(&self, lead: LeadId) -> &[String] {
        self.notes.get(&lead).map_or(&[], Vec::as_slice)
    }
}

fn points(lead: &Lead, channel: Channel) -> Vec<(Channel, &str)> {
    match channel {
        Channel::Email => lead.record.emails.iter().map(|email| (channel, email.as_str())).collect(),
        Channel::Sms | Channel::Voice => {
            lead.record.phones.iter().map(|phone| (channel, phone.e164())).collect()
        }
    }
}
