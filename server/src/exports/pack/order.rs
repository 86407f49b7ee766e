//! What is wanted, and what has been done of it.

use super::source::{Source, sources};
use crate::{
    Core, Error, Result, consent,
    leads::{self, Lead},
    privacy::data_map,
};
use chrono::{DateTime, Utc};
use realtoros_domain::{
    contact::PhoneNumber,
    ids::{AccountId, LeadId},
};
use std::collections::BTreeMap;

/// What is wanted.
#[derive(Clone, Copy, Debug)]
pub struct Order {
    /// Whose data it is.
    pub account: AccountId,
    /// The lead whose data it is; `None` for everything.
    pub lead: Option<LeadId>,
    /// When the export is made.
    pub made_at: DateTime<Utc>,
}

/// What was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Packed {
    /// How many records of `data.json`, by table.
    pub counts: BTreeMap<&'static str, i64>,
    /// How many in all.
    pub records: i64,
    /// How many were left out, because their person was erased meanwhile.
    pub left_out: i64,
}

/// The work on one export.
pub struct Work<'a> {
    pub core: &'a Core,
    pub order: &'a Order,
    /// How each column is typed in this database.
    pub types: BTreeMap<(String, String), String>,
    /// What is read, table by table.
    pub sources: Vec<Source>,
    /// The leads that are wanted; `None` for all.
    pub leads: Option<Vec<LeadId>>,
    /// Under which hashes their opt-outs and the comparisons of their numbers are kept.
    pub addresses: Vec<Vec<u8>>,
    /// Records written, by table.
    pub counts: BTreeMap<&'static str, i64>,
    /// Records left out.
    pub left_out: i64,
    /// Leads that are only stored and therefore in `data.json` and `leads.csv` only.
    pub restricted: i64,
    done: i64,
    /// How many records will be gone through.
    pub total: i64,
}

impl<'a> Work<'a> {
    pub async fn begin(core: &'a Core, order: &'a Order) -> Result<Self> {
        let mut work = Self {
            core,
            order,
            types: data_map::schema(core).await?,
            sources: sources()?,
            leads: None,
            addresses: Vec::new(),
            counts: BTreeMap::new(),
            left_out: 0,
            restricted: 0,
            done: 0,
            total: 0,
        };
        if let Some(lead) = order.lead {
            let (conn, account) = (core.db.read(), order.account);
            let found = leads::load(conn, core, account, lead).await?;
            let mut ids = leads::merged_into(conn, account, lead).await?;
            ids.insert(0, lead);
            work.addresses = addresses(core, account, &found).await?;
            work.leads = Some(ids);
            work.sources.retain(|source| source.lead.is_some());
        }
        work.total = work.count().await?;
        Ok(work)
    }

    /// The ids of the leads that are wanted; none when all are.
    pub fn only(&self) -> Option<&[LeadId]> {
        self.leads.as_deref()
    }

    /// Notes that `n` more records have been gone through and tells how far that is.
    pub async fn step<S: super::Sink>(
        &mut self,
        archive: &mut super::archive::Archive<'_, S>,
        n: usize,
    ) -> Result<()> {
        self.done += i64::try_from(n).unwrap_or_default();
        archive.progress(self.done.min(self.total), self.total).await
    }

    /// What was written.
    pub fn packed(self) -> Packed {
        Packed { records: self.counts.values().sum(), counts: self.counts, left_out: self.left_out }
    }

    /// How many records will be gone through: each in `data.json`, and leads and messages again in files of their own.
    async fn count(&self) -> Result<i64> {
        let mut total = 0;
        for source in &self.sources {
            let rows = super::rows::count(self, source).await?;
            total += match source.table.name {
                "lead" => 5 * rows,
                "message" => 3 * rows,
                "audit_entry" => 2 * rows,
                _ => rows,
            };
        }
        Ok(total)
    }
}

/// The hashes under which opt-outs of a lead's addresses, and comparisons of their numbers, are kept.
async fn addresses(core: &Core, account: AccountId, lead: &Lead) -> Result<Vec<Vec<u8>>> {
    let index = consent::address_index(core.db.read(), core, account).await?;
    let emails = lead.record.emails.iter().map(|email| index.hash(email.as_str()));
    let numbers = || lead.record.phones.iter().map(PhoneNumber::e164);
    let compared = leads::phone_index(core.db.read(), core, account).await?;
    let of_numbers = numbers().map(|number| index.hash(number)).chain(numbers().map(|n| compared.hash(n)));
    Ok(emails.chain(of_numbers).collect())
}

/// What cannot happen with a data map that its test has seen.
pub fn unknown(what: &str) -> Error {
    Error::Internal(format!("an export does not know {what}"))
}
