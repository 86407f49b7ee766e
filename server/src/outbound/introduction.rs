//! What the first text to somebody says beside its words: whose number it is, and the way out (P-50). Code adds it to what
//! people type, approve and send by rule alike, in the transaction that puts the text into the outbox.

use super::{
    AccountFacts, HISTORY, MessageState,
    entity::{Column, Entity},
    names, repository, state,
};
use crate::{Core, Result, leads};
use realtoros_domain::{
    Channel,
    consent::{Action, Purpose},
    ids::LeadId,
    writing::Added,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

/// How many of the newest texts to a lead are looked at.
const NEWEST: u64 = 30;

/// `text` with what it lacks, if it is the first to the number `to` of a lead.
///
/// # Errors
/// When the earlier texts cannot be read.
pub(super) async fn introduced(
    conn: &impl ConnectionTrait,
    core: &Core,
    account: &AccountFacts,
    (lead, action): (LeadId, Action),
    to: Option<&str>,
    text: &str,
) -> Result<String> {
    if action.channel != Channel::Sms {
        return Ok(text.to_owned());
    }
    let added = Added::to(text, &account.brokerage);
    if added.is_nothing() || !is_first(conn, core, account, (lead, action), to).await? {
        return Ok(text.to_owned());
    }
    Ok(added.around(text))
}

/// Whether a message is the first text from here to the number `to` of a lead. Answers to STOP, to HELP and to requests about
/// data are none, and none came before; neither does what was not sent from here, or did not arrive.
///
/// # Errors
/// When the earlier texts cannot be read.
pub(super) async fn is_first(
    conn: &impl ConnectionTrait,
    core: &Core,
    account: &AccountFacts,
    (lead, action): (LeadId, Action),
    to: Option<&str>,
) -> Result<bool> {
    let is_text = action.channel == Channel::Sms && !action.purpose.answers_request();
    let Some(to) = to.filter(|_| is_text) else { return Ok(false) };
    let mut leads = leads::merged_into(conn, account.id, lead).await?;
    leads.push(lead);
    let mut others = vec![HISTORY.to_owned()];
    for purpose in Purpose::ALL.into_iter().filter(|purpose| purpose.answers_request()) {
        others.push(names::name(purpose)?);
    }
    let rows = Entity::find()
        .filter(Column::AccountId.eq(account.id.0))
        .filter(Column::LeadId.is_in(leads.iter().map(|lead| lead.0)))
        .filter(Column::Channel.eq(Channel::Sms.as_str()))
        .filter(Column::Direction.eq("out"))
        .filter(Column::Purpose.is_not_in(others))
        .filter(Column::State.is_in(state::names(MessageState::SAID)))
        .order_by_desc(Column::OccurredAt)
        .limit(NEWEST)
        .all(conn)
        .await?;
    let sent = repository::open_all(conn, core, account.id, rows).await?;
    Ok(!sent.iter().any(|(_, record)| record.to == to))
}
