//! A provider tells how a message fares. Callbacks come late, twice and in any order; a message never goes back.

use super::{MessageState, entity::ActiveModel, repository, settle};
use crate::{
    Actor, Core, Error, Result, Scope,
    audit::{self, Entry, Subject},
    leads,
    live::Event,
};
use realtoros_domain::ids::{AccountId, LeadId, MessageId};
use sea_orm::ActiveValue::Set;

/// What a provider tells.
#[derive(Clone, Debug, Default)]
pub struct StatusCallback {
    /// The provider's id.
    pub provider_id: String,
    /// Our id, which we put into the callback's address.
    pub message: Option<MessageId>,
    /// The provider's word for the state.
    pub status: String,
    /// The provider's error code.
    pub error_code: Option<String>,
}

/// Twilio's words; those that say nothing new are left out.
fn state(status: &str) -> Option<MessageState> {
    match status {
        "sent" => Some(MessageState::Sent),
        "delivered" | "read" => Some(MessageState::Delivered),
        "failed" | "undelivered" | "canceled" => Some(MessageState::Failed),
        _ => None,
    }
}

/// Applies a callback. One that is unknown, late or repeated changes nothing.
pub async fn apply_status(core: &Core, account: AccountId, callback: &StatusCallback) -> Result<()> {
    let Some(state) = state(&callback.status) else { return Ok(()) };
    let scope = Scope { account, actor: Actor::System };
    let tx = core.db.begin().await?;
    let index = repository::provider_index(&tx, core, account, &callback.provider_id).await?;
    let known = repository::by_provider(&tx, account, index.clone()).await?.map(|row| MessageId(row.id));
    let Some(id) = known.or(callback.message) else { return Ok(()) };
    let (row, mut record) = match repository::load(&tx, core, account, id).await {
        Err(Error::NotFound | Error::Vault(_)) => return Ok(()),
        found => found?,
    };
    if let Err(error) = leads::hold(&tx, account, &[LeadId(row.lead_id)]).await {
        return match error {
            Error::NotFound | Error::Erased => Ok(()),
            other => Err(other),
        };
    }
    // Our id in the address counts only while no other text of the provider is known for the message.
    if row.provider_index.as_ref().is_some_and(|known| *known != index) {
        return Ok(());
    }
    let error_code = callback.error_code.as_deref().unwrap_or_default();
    record.provider_id = Some(callback.provider_id.clone());
    if state == MessageState::Failed {
        record.error = Some(format!("the carrier did not deliver it (code {error_code})"));
    }
    let (lead, to) = (LeadId(row.lead_id), record.to.clone());
    let columns = ActiveModel {
        state: Set(state.as_str().to_owned()),
        reason: Set(if state == MessageState::Failed { "carrier" } else { "" }.to_owned()),
        provider_index: Set(Some(index)),
        lease_until: Set(None),
        sealed: Set(repository::seal(&tx, core, account, lead, row.id, &record).await?),
        ..Default::default()
    };
    let moved = repository::move_from(&tx, row.id, columns, &state.reachable_from()).await?;
    if error_code == "21610" {
        settle::opted_out_at_provider(&tx, core, &scope, lead, &to).await?;
    }
    if moved {
        let detail = format!("state={}", state.as_str());
        let entry = Entry::new("message.status", Subject::one("message", id)).with(detail);
        audit::record(&tx, core, &scope, entry).await?;
    }
    tx.commit().await?;
    core.live.send(account, Event::Messages);
    Ok(())
}
