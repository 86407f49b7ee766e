//! The sentence that says who writes. Code puts it in front of what the assistant drafted; nobody can edit it away (P-30).

use super::{AccountFacts, repository};
use crate::{Core, Result, leads};
use realtoros_domain::{
    Channel,
    ids::LeadId,
    writing::{self, Parties},
};
use sea_orm::ConnectionTrait;

/// How many of the newest messages with a lead are their thread.
const THREAD: u64 = 30;

/// The sentence that the next message of the assistant to a lead begins with on a channel; `None` once one that left
/// in this thread and channel has said it (P-30).
pub(super) async fn disclosure(
    conn: &impl ConnectionTrait,
    core: &Core,
    account: &AccountFacts,
    lead: LeadId,
    channel: Channel,
) -> Result<Option<String>> {
    let sentence = writing::disclosure(&Parties {
        lead_first_name: None,
        realtor_name: &account.member_name,
        brokerage: &account.brokerage,
    });
    let mut leads = leads::merged_into(conn, account.id, lead).await?;
    leads.push(lead);
    let rows = repository::newest_said(conn, account.id, &leads, THREAD).await?;
    let ours = rows.into_iter().filter(|row| row.direction == "out" && row.channel == channel.as_str());
    let thread = repository::open_all(conn, core, account.id, ours.collect()).await?;
    let said_before = thread.iter().any(|(_, record)| record.text.contains(&sentence));
    Ok((!said_before).then_some(sentence))
}

/// `text` with the sentence in front, unless it begins with it already.
pub(super) fn disclosed(sentence: Option<&str>, text: &str) -> String {
    match sentence {
        Some(sentence) if !text.trim_start().starts_with(sentence) => {
            format!("{sentence} {}", text.trim_start())
        }
        _ => text.to_owned(),
    }
}
