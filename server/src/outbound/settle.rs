//! Recording what a provider said, a wave in one transaction.

use super::{
    AccountFacts, MessageState, dispatch::Claimed, entity::ActiveModel, handover::Outcome, repository,
    stop::stop,
};
use crate::{
    Actor, Core, Result, Scope,
    audit::{self, Entry, Subject},
    consent::{self, ConsentEvent, Source},
    db,
    privacy::erasure,
    providers::SendError,
};
use realtoros_domain::{
    Channel, ChannelSet,
    consent::Reason,
    ids::{LeadId, MessageId},
};
use sea_orm::{ActiveValue::Set, ConnectionTrait};

/// How often a message is tried.
const MOST_ATTEMPTS: i32 = 8;
/// The pause after the carrier's own quiet hours.
const CARRIER_PAUSE_MS: i64 = 3_600_000;

/// Records the outcomes of a wave.
pub async fn settle(core: &Core, account: &AccountFacts, outcomes: Vec<(Claimed, Outcome)>) -> Result<()> {
    let scope = Scope { account: account.id, actor: Actor::System };
    let tx = core.db.begin().await?;
    // An erasure of one of these leads is over now, or begins after this.
    db::lock_account(&tx, account.id).await?;
    let mut entries = Vec::with_capacity(outcomes.len());
    for (claimed, outcome) in outcomes {
        let id = MessageId(claimed.row.id);
        let state = if repository::exists(&tx, account.id, id).await? {
            match outcome {
                Ok(provider_id) => sent(&tx, core, claimed, provider_id).await?.as_str(),
                Err(error) => failed(&tx, core, &scope, claimed, &error).await?.as_str(),
            }
        } else {
            erased(&tx, core, &scope, &claimed, outcome).await?;
            "erased"
        };
        let detail = format!("state={state}");
        entries.push((scope, Entry::new("message.handed_over", Subject::one("message", id)).with(detail)));
    }
    audit::record_all(&tx, core, &entries).await?;
    Ok(tx.commit().await?)
}

/// The lead was erased while the message was with the provider. Nothing is recorded about them; what they told the
/// carrier counts for their number, and the provider is asked to forget a text that it took.
async fn erased(
    tx: &impl ConnectionTrait,
    core: &Core,
    scope: &Scope,
    claimed: &Claimed,
    outcome: Outcome,
) -> Result<()> {
    match outcome {
        Ok(provider_id) if claimed.channel == Channel::Sms => {
            erasure::add_copy(tx, core, scope.account, LeadId(claimed.row.lead_id), &provider_id).await
        }
        Err(SendError::OptedOut) => {
            let number = &claimed.record.to;
            consent::suppress(tx, core, scope, Channel::Sms, number, Source::Provider).await?;
            Ok(())
        }
        Ok(_) | Err(_) => Ok(()),
    }
}

/// The provider took it. A status callback may have been faster; neither what it said of the state nor what it wrote into
/// the record is undone.
pub async fn sent(
    tx: &impl ConnectionTrait,
    core: &Core,
    mut claimed: Claimed,
    provider_id: String,
) -> Result<MessageState> {
    let (account, lead) = (claimed.row.account_id.into(), LeadId(claimed.row.lead_id));
    let index = repository::provider_index(tx, core, account, &provider_id).await?;
    claimed.record.provider_id = Some(provider_id);
    claimed.record.error = None;
    let known =
        ActiveModel { provider_index: Set(Some(index)), lease_until: Set(None), ..Default::default() };
    let moved = ActiveModel {
        state: Set(MessageState::Sent.as_str().to_owned()),
        reason: Set(String::new()),
        sealed: Set(repository::seal(tx, core, account, lead, claimed.row.id, &claimed.record).await?),
        ..known.clone()
    };
    let from = MessageState::Sent.reachable_from();
    if !repository::move_from(tx, claimed.row.id, moved, &from).await? {
        repository::update(tx, claimed.row.id, known).await?;
    }
    Ok(MessageState::Sent)
}

async fn failed(
    tx: &impl ConnectionTrait,
    core: &Core,
    scope: &Scope,
    mut claimed: Claimed,
    error: &SendError,
) -> Result<MessageState> {
    let (lead, now) = (LeadId(claimed.row.lead_id), core.now_ms());
    let (state, reason, later) = match error {
        SendError::OptedOut => {
            opted_out_at_provider(tx, core, scope, lead, &claimed.record.to).await?;
            (MessageState::Failed, Reason::Suppressed.as_str(), None)
        }
        SendError::QuietHours => {
            (MessageState::Deferred, Reason::QuietHours.as_str(), Some(now + CARRIER_PAUSE_MS))
        }
        SendError::Retry(_) if claimed.attempts < MOST_ATTEMPTS => {
            (MessageState::Queued, "retry", Some(now + 1_000 * (1_i64 << claimed.attempts)))
        }
        SendError::Retry(_) | SendError::Permanent(_) => (MessageState::Failed, "provider", None),
        // A text or a call can be looked up when its lease has run out. A mail cannot: a person decides.
        SendError::Unknown(_) if claimed.channel != Channel::Email => return Ok(MessageState::HandingOver),
        SendError::Unknown(_) => (MessageState::Unconfirmed, "unconfirmed", None),
    };
    claimed.record.error = Some(error.to_string());
    let columns = ActiveModel {
        state: Set(state.as_str().to_owned()),
        reason: Set(reason.to_owned()),
        send_after: Set(Some(later.unwrap_or(now))),
        lease_until: Set(None),
        sealed: Set(repository::seal(tx, core, scope.account, lead, claimed.row.id, &claimed.record).await?),
        ..Default::default()
    };
    repository::move_from(tx, claimed.row.id, columns, &[MessageState::HandingOver.as_str()]).await?;
    Ok(state)
}

/// The person opted out at the carrier: our ledger learns it, and nothing further is tried (rules B3.1).
pub async fn opted_out_at_provider(
    tx: &impl ConnectionTrait,
    core: &Core,
    scope: &Scope,
    lead: LeadId,
    number: &str,
) -> Result<()> {
    if consent::suppress(tx, core, scope, Channel::Sms, number, Source::Provider).await? {
        let event = ConsentEvent::withdrawn(Channel::Sms, Source::Provider, core.now_ms());
        consent::record(tx, core, scope, lead, event).await?;
    }
    stop(tx, scope.account, lead, ChannelSet::NONE.with(Channel::Sms)).await?;
    Ok(())
}
