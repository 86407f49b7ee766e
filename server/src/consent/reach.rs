//! What lists show of many leads' consent.

use super::{repository, service::addresses};
use crate::{Core, Result, leads::Lead};
use realtoros_domain::{
    Channel,
    consent::{Reach, effective_level},
    ids::{AccountId, LeadId},
};
use sea_orm::ConnectionTrait;
use std::collections::HashMap;

/// How each lead can be reached, by channel in the order of [`Channel::ALL`].
pub async fn reach(
    conn: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    leads: &[Lead],
) -> Result<HashMap<LeadId, [Reach; 3]>> {
    let ids: Vec<LeadId> = leads.iter().map(|lead| lead.id).collect();
    let ledgers = repository::ledgers(conn, core, account, &ids).await?;
    let all: Vec<_> = leads
        .iter()
        .flat_map(|lead| {
            Channel::ALL.map(|channel| addresses(lead, channel).into_iter().map(move |at| (channel, at)))
        })
        .flatten()
        .collect();
    let suppressed = repository::suppressions(conn, core, account, &all).await?;
    let now = core.now();
    let of = |lead: &Lead, channel: Channel| {
        let Some(first) = addresses(lead, channel).first().map(|at| (*at).to_owned()) else {
            return Reach::Unreachable;
        };
        let ledger = ledgers.get(&lead.id);
        if suppressed.contains_key(&(channel, first)) {
            Reach::OptedOut
        } else if lead.on_hold || ledger.is_some_and(|ledger| ledger.is_in_doubt(channel)) {
            Reach::Review
        } else {
            let evidence = ledger.map_or(&[][..], |ledger| ledger.evidence(channel));
            Reach::Evidence(effective_level(evidence, now, chrono_tz::UTC))
        }
    };
    Ok(leads.iter().map(|lead| (lead.id, Channel::ALL.map(|channel| of(lead, channel)))).collect())
}
