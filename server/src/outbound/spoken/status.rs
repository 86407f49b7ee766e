//! The carrier tells how a call of ours fares. Its words stay those that the realtor wrote; of the call only what P-14
//! names is kept beside them.

use super::super::{CallRecord, CallState, MessageState, entity::ActiveModel, repository};
use crate::{
    Actor, Core, Error, Result, Scope,
    audit::{self, Entry, Subject},
    db,
    live::Event,
};
use realtoros_domain::{
    Channel,
    ids::{AccountId, LeadId, MessageId},
};
use sea_orm::ActiveValue::Set;

/// Where a message stands when its call stands there, and what is said of one that did not arrive.
const fn state(call: CallState) -> (MessageState, Option<&'static str>) {
    match call {
        CallState::Completed => (MessageState::Delivered, None),
        CallState::Busy => (MessageState::Failed, Some("the line was busy")),
        CallState::NoAnswer => (MessageState::Failed, Some("nobody answered")),
        CallState::Failed => (MessageState::Failed, Some("the call could not be connected")),
        CallState::Canceled => (MessageState::Failed, Some("the call was taken back")),
        CallState::Queued | CallState::Initiated | CallState::Ringing | CallState::InProgress => {
            (MessageState::Sent, None)
        }
    }
}

/// Applies what the carrier tells of the call of a message. What is unknown, late or repeated changes nothing; a call that
/// is over stays so.
pub async fn apply_call(
    core: &Core,
    account: AccountId,
    message: MessageId,
    provider_id: &str,
    call: &CallRecord,
) -> Result<()> {
    let scope = Scope { account, actor: Actor::System };
    let tx = core.db.begin().await?;
    // An erasure of the lead is over now, or begins after this.
    db::lock_account(&tx, account).await?;
    let (row, mut record) = match repository::load(&tx, core, account, message).await {
        Err(Error::NotFound | Error::Vault(_)) => return Ok(()),
        found => found?,
    };
    let index = repository::provider_index(&tx, core, account, provider_id).await?;
    let is_its_call = row.provider_index.as_ref().is_none_or(|known| *known == index);
    // A call that the realtor has placed again is under way again.
    let is_over = matches!(MessageState::parse(&row.state), MessageState::Delivered | MessageState::Failed);
    if row.channel != Channel::Voice.as_str() || row.direction != "out" || !is_its_call || is_over {
        return Ok(());
    }
    let (state, error) = state(call.state);
    record.provider_id = Some(provider_id.to_owned());
    record.call = Some(call.clone());
    record.error = error.map(str::to_owned);
    let columns = ActiveModel {
        state: Set(state.as_str().to_owned()),
        reason: Set(if state == MessageState::Failed { "carrier" } else { "" }.to_owned()),
        provider_index: Set(Some(index)),
        lease_until: Set(None),
        sealed: Set(repository::seal(&tx, core, account, LeadId(row.lead_id), row.id, &record).await?),
        ..Default::default()
    };
    if !repository::move_from(&tx, row.id, columns, &state.reachable_from()).await? {
        return Ok(());
    }
    let entry = Entry::new("call.updated", Subject::one("message", message));
    audit::record(&tx, core, &scope, entry.with(format!("state={}", call.state.as_str()))).await?;
    tx.commit().await?;
    core.live.send(account, Event::Messages);
    Ok(())
}
