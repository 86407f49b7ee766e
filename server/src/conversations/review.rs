//! The realtor looks at a reply that may mean stop, or ends contact themselves.

use super::incoming::{ask_assistant, asked_something, withdrawn_at};
use crate::{
    Core, Result, Scope,
    audit::{self, Entry, Subject},
    consent::{self, Source},
    db, leads,
    live::Event,
    outbound::{self, repository},
};
use realtoros_domain::{
    Channel, ChannelSet,
    ids::{LeadId, MessageId},
    reply::Class,
};
use sea_orm::ConnectionTrait;

/// Ends a hold: the reply meant an end of contact on the channels `ends`, or it meant none. Then the person has asked
/// something like anybody who writes, and what waited goes through the gate again.
pub async fn resolve_hold(core: &Core, scope: &Scope, lead: LeadId, ends: ChannelSet) -> Result<()> {
    let was_opt_out = !ends.is_empty();
    let tx = core.db.begin().await?;
    db::lock_account(&tx, scope.account).await?;
    let found = leads::load(&tx, core, scope.account, lead).await?;
    if was_opt_out {
        consent::opt_out(&tx, core, scope, &found, ends, None, Source::Realtor).await?;
        outbound::stop(&tx, scope.account, lead, ends).await?;
    } else if found.on_hold {
        for channel in [Channel::Sms, Channel::Email] {
            if let Some((id, at)) = repository::newest_in(&tx, scope.account, lead, channel).await? {
                go_on(&tx, core, scope, MessageId(id), channel, at).await?;
            }
        }
    }
    consent::reviewed(&tx, core, scope, lead).await?;
    leads::turn_switch(&tx, core, scope, lead, leads::Switch::OnHold, false).await?;
    repository::release_held(&tx, scope.account, lead, core.now_ms()).await?;
    let detail = format!("opt_out={was_opt_out}");
    audit::record(&tx, core, scope, Entry::new("review.decided", Subject::one("lead", lead)).with(detail))
        .await?;
    tx.commit().await?;
    core.wake.notify_waiters();
    core.live.send(scope.account, Event::Messages);
    core.live.send(scope.account, Event::Leads);
    Ok(())
}

/// What follows from a message that was in doubt and meant no stop. The newest may be another one, such as a STOP after it;
/// or one of which somebody has found before that it did end contact. Then nothing follows.
async fn go_on(
    tx: &impl ConnectionTrait,
    core: &Core,
    scope: &Scope,
    id: MessageId,
    channel: Channel,
    at: i64,
) -> Result<()> {
    let (row, record) = repository::load(tx, core, scope.account, id).await?;
    if record.reading.is_none_or(|reading| reading.class != Class::Hold) {
        return Ok(());
    }
    let lead = LeadId(row.lead_id);
    if withdrawn_at(tx, core, scope, lead, channel).await?.is_some_and(|ended| ended >= at) {
        return Ok(());
    }
    asked_something(tx, core, scope, lead, channel, &record.from, at).await?;
    ask_assistant(tx, core, scope.account, lead, id).await
}

/// The realtor has looked: the lead is no minor. Automation and the assistant go on as they were set (P-68).
pub async fn not_a_minor(core: &Core, scope: &Scope, lead: LeadId) -> Result<()> {
    let tx = core.db.begin().await?;
    leads::turn_switch(&tx, core, scope, lead, leads::Switch::MaybeMinor, false).await?;
    audit::record(&tx, core, scope, Entry::new("minor.dismissed", Subject::one("lead", lead))).await?;
    tx.commit().await?;
    core.live.send(scope.account, Event::Leads);
    Ok(())
}

/// The lead objects to direct marketing: contact ends on every channel (GDPR art. 21).
pub async fn object(core: &Core, scope: &Scope, lead: LeadId) -> Result<()> {
    stop_contact(core, scope, lead, ChannelSet::ALL).await?;
    let tx = core.db.begin().await?;
    audit::record(&tx, core, scope, Entry::new("objection.recorded", Subject::one("lead", lead))).await?;
    Ok(tx.commit().await?)
}

/// The realtor ends contact on these channels, for a lead who asked for it.
pub async fn stop_contact(core: &Core, scope: &Scope, lead: LeadId, channels: ChannelSet) -> Result<()> {
    let tx = core.db.begin().await?;
    let found = leads::load(&tx, core, scope.account, lead).await?;
    consent::opt_out(&tx, core, scope, &found, channels, None, Source::Realtor).await?;
    outbound::stop(&tx, scope.account, lead, channels).await?;
    tx.commit().await?;
    core.live.send(scope.account, Event::Leads);
    Ok(())
}
