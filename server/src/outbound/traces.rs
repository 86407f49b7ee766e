//! What messages of a lead say about where else the lead is known: addresses, and texts that the provider keeps.

use super::{
    entity::{Column, Entity},
    repository::open_all,
};
use crate::{Core, Result, providers::is_text_sid};
use realtoros_domain::{
    Channel,
    ids::{AccountId, LeadId},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use std::collections::BTreeSet;

/// Where else somebody is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Traces {
    /// The lead's numbers and addresses that messages went to or came from.
    pub addresses: BTreeSet<String>,
    /// The numbers of texts at the provider, who keeps their words.
    pub texts: BTreeSet<String>,
    /// The keyed hashes by which messages are known when a provider tells of them again.
    pub seen: BTreeSet<Vec<u8>>,
}

/// Reads every message of these leads.
pub async fn traces(
    conn: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    leads: &[LeadId],
) -> Result<Traces> {
    let rows = Entity::find()
        .filter(Column::AccountId.eq(account.0))
        .filter(Column::LeadId.is_in(leads.iter().map(|lead| lead.0)))
        .all(conn)
        .await?;
    let seen = rows.iter().filter_map(|row| row.provider_index.clone()).collect();
    let mut traces = Traces { seen, ..Traces::default() };
    for (row, record) in open_all(conn, core, account, rows).await? {
        let theirs = if row.direction == "in" { record.from } else { record.to };
        let is_address = theirs.contains('@') || theirs.starts_with('+');
        traces.addresses.extend(Some(theirs).filter(|_| is_address));
        let at_provider = record.provider_id.filter(|id| is_text_sid(id));
        traces.texts.extend(at_provider.filter(|_| row.channel == Channel::Sms.as_str()));
    }
    Ok(traces)
}
