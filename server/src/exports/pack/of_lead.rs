//! The records about one lead, for the report that people read.

use super::{
    order::{Order, Work},
    recipients, rows,
};
use crate::{Core, Result};
use serde_json::{Map, Value};

/// A record of `data.json`.
pub type Record = Map<String, Value>;

/// The records about the lead of `order`, by table, at most `limit` of each.
pub async fn records_of_lead(
    core: &Core,
    order: &Order,
    limit: usize,
) -> Result<Vec<(&'static str, Vec<Record>)>> {
    let work = Work::begin(core, order).await?;
    let mut tables = Vec::with_capacity(work.sources.len());
    for source in &work.sources {
        let (mut records, mut after) = (Vec::new(), None);
        loop {
            let page = rows::page(&work, source, after.as_deref()).await?;
            records.extend(page.records);
            after = page.next;
            if after.is_none() || records.len() >= limit {
                break;
            }
        }
        records.truncate(limit);
        tables.push((source.table.name, records));
    }
    Ok(tables)
}

/// What left for the lead of `order`, and which software answered: what, how often.
pub async fn sent_of_lead(core: &Core, order: &Order) -> Result<Vec<(String, i64)>> {
    let work = Work::begin(core, order).await?;
    let sent = recipients::sent(core, order.account, work.only()).await?;
    let messages = sent.messages.into_iter().map(|(channel, n)| (format!("Messages by {channel}"), n));
    Ok(messages.chain(sent.calls.into_iter().map(|(provider, n)| (format!("AI: {provider}"), n))).collect())
}
