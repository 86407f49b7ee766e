//! After a crash: what became of messages that were being handed over?

use super::{
    AccountFacts, MessageState,
    dispatch::{Claimed, LEASE_MS, action},
    entity::{ActiveModel, Model},
    handover, repository, settle, spoken,
};
use crate::{
    Actor, Core, Result, Scope,
    audit::{self, Entry, Subject},
    clock::from_millis,
    db,
    live::Event,
    providers::Providers,
};
use chrono::{DateTime, TimeDelta, Utc};
use realtoros_domain::{Channel, ids::MessageId};
use sea_orm::ActiveValue::Set;

/// How many are looked at in one step.
const BATCH: u64 = 50;
/// How far a provider's clock may be behind ours.
const SLACK: TimeDelta = TimeDelta::minutes(10);

/// Looks up texts and calls at their provider and puts mails in front of the realtor. Returns how many were settled.
pub async fn reconcile(core: &Core, providers: &Providers) -> Result<usize> {
    let mut settled = 0;
    for row in db::across(repository::cut_off(core.db.read(), core.now_ms(), BATCH)).await? {
        let is_settled = db::within(row.account_id.into(), take_over(core, providers, row)).await?;
        settled += usize::from(is_settled);
    }
    Ok(settled)
}

async fn take_over(core: &Core, providers: &Providers, row: Model) -> Result<bool> {
    let id = row.id;
    if !repository::take_over(core.db.write(), &row, core.now_ms() + LEASE_MS).await? {
        return Ok(false);
    }
    Ok(reconcile_one(core, providers, row).await.unwrap_or_else(|error| {
        // It keeps its new lease and is looked at again.
        tracing::error!(message = %id, %error, "a message could not be reconciled");
        false
    }))
}

async fn reconcile_one(core: &Core, providers: &Providers, row: Model) -> Result<bool> {
    let account = AccountFacts::load(core, row.account_id.into()).await?;
    let channel = action(&row)?.channel;
    if channel == Channel::Email {
        let repeatable = providers.mailer().is_some_and(|mailer| mailer.is_repeatable());
        let state = if repeatable { MessageState::Queued } else { MessageState::Unconfirmed };
        return leave(core, &account, &row, state).await;
    }
    let attempts = row.attempts;
    let (row, record) = repository::load(core.db.read(), core, account.id, MessageId(row.id)).await?;
    let since = from_millis(row.occurred_at) - core.settings.clock_offset - SLACK;
    let claimed = Claimed { row, record, channel, closes: None, attempts };
    // An error leaves the message with its new lease: it is asked again later.
    let Some(found) = at_provider(core, providers, &account, &claimed, since).await else { return Ok(false) };
    for provider_id in found {
        let index = repository::provider_index(core.db.read(), core, account.id, &provider_id).await?;
        if repository::by_provider(core.db.read(), account.id, index).await?.is_none() {
            settle::settle(core, &account, vec![(claimed, Ok(provider_id))]).await?;
            core.live.send(account.id, Event::Messages);
            return Ok(true);
        }
    }
    // Nobody is called twice because a list was late: what is not found is for the realtor to decide (P-49).
    let state = if channel == Channel::Voice { MessageState::Unconfirmed } else { MessageState::Queued };
    leave(core, &account, &claimed.row, state).await
}

/// What the provider knows of a text or a call; `None` when it cannot be asked now.
async fn at_provider(
    core: &Core,
    providers: &Providers,
    account: &AccountFacts,
    claimed: &Claimed,
    since: DateTime<Utc>,
) -> Option<Vec<String>> {
    let sms = account.sms.as_ref();
    let found = match claimed.channel {
        Channel::Voice => {
            let voice = providers.voice(core, account.id, sms)?;
            voice.find_call(&spoken::call_out(account, claimed), since).await
        }
        Channel::Sms | Channel::Email => {
            let gateway = providers.gateway(core, account.id, sms)?;
            gateway.find(&handover::text(core, claimed), since).await
        }
    };
    found.ok()
}

/// The message goes back into the outbox, or in front of the realtor.
async fn leave(core: &Core, account: &AccountFacts, row: &Model, state: MessageState) -> Result<bool> {
    let columns = ActiveModel {
        state: Set(state.as_str().to_owned()),
        reason: Set(if state == MessageState::Unconfirmed { "unconfirmed" } else { "" }.to_owned()),
        lease_until: Set(None),
        send_after: Set(Some(core.now_ms())),
        ..Default::default()
    };
    let tx = core.db.begin().await?;
    let moved = repository::move_from(&tx, row.id, columns, &[MessageState::HandingOver.as_str()]).await?;
    if moved {
        let scope = Scope { account: account.id, actor: Actor::System };
        let entry = Entry::new("message.reconciled", Subject::one("message", row.id));
        audit::record(&tx, core, &scope, entry.with(format!("state={}", state.as_str()))).await?;
    }
    tx.commit().await?;
    core.live.send(account.id, Event::Messages);
    Ok(moved)
}
