//! Use cases of the ledger. All of them run in the transaction of what caused them.

use super::{Act, ChannelConsent, ConsentEvent, ConsentState, Proof, Source, repository};
use crate::{
    Core, Result, Scope,
    audit::{self, Entry, Subject},
    db,
    leads::{self, Lead},
};
use realtoros_domain::{
    Channel, ChannelSet,
    consent::{Level, Suppression, effective_level},
    contact::{EmailAddress, PhoneNumber},
    ids::{AccountId, LeadId},
};
use sea_orm::ConnectionTrait;
use std::collections::HashSet;

/// Appends an entry to the ledger of a lead.
pub async fn record(
    tx: &impl ConnectionTrait,
    core: &Core,
    scope: &Scope,
    lead: LeadId,
    event: ConsentEvent,
) -> Result<()> {
    record_all(tx, core, scope, &[(lead, event)]).await
}

/// Appends many entries, in a few statements.
pub async fn record_all(
    tx: &impl ConnectionTrait,
    core: &Core,
    scope: &Scope,
    events: &[(LeadId, ConsentEvent)],
) -> Result<()> {
    if events.is_empty() {
        return Ok(());
    }
    repository::insert(tx, core, scope.account, events).await?;
    let entry = |(lead, event): &(LeadId, ConsentEvent)| {
        let (channel, level, source) = (event.channel, event.level.as_str(), event.source.as_str());
        let detail = format!("act={} channel={channel} level={level} source={source}", event.act.as_str());
        (*scope, Entry::new("consent.recorded", Subject::one("lead", *lead)).with(detail))
    };
    let entries: Vec<_> = events.iter().map(entry).collect();
    audit::record_all(tx, core, &entries).await
}

/// Suppresses an address on a channel. `true` when that is new.
pub async fn suppress(
    tx: &impl ConnectionTrait,
    core: &Core,
    scope: &Scope,
    channel: Channel,
    address: &str,
    source: Source,
) -> Result<bool> {
    Ok(suppress_all(tx, core, scope, &[(channel, address)], source).await? > 0)
}

/// Suppresses addresses; says how many were not suppressed before.
pub async fn suppress_all(
    tx: &impl ConnectionTrait,
    core: &Core,
    scope: &Scope,
    addresses: &[(Channel, &str)],
    source: Source,
) -> Result<usize> {
    Ok(suppress_fresh(tx, core, scope, addresses, source).await?.len())
}

/// Suppresses addresses; returns those that were not suppressed before.
pub(super) async fn suppress_fresh(
    tx: &impl ConnectionTrait,
    core: &Core,
    scope: &Scope,
    addresses: &[(Channel, &str)],
    source: Source,
) -> Result<HashSet<(Channel, String)>> {
    let fresh = repository::suppress(tx, core, scope.account, addresses, source).await?;
    if !fresh.is_empty() {
        let on: Vec<_> =
            Channel::ALL.into_iter().filter(|on| fresh.iter().any(|(channel, _)| channel == on)).collect();
        let on: Vec<_> = on.into_iter().map(Channel::as_str).collect();
        let detail = format!("channels={} count={} source={}", on.join(","), fresh.len(), source.as_str());
        audit::record(tx, core, scope, Entry::new("suppression.added", Subject::many("lead")).with(detail))
            .await?;
    }
    Ok(fresh)
}

/// Ends the suppression of an address that came by one of `sources`. Only the person's own act justifies it.
pub async fn lift(
    tx: &impl ConnectionTrait,
    core: &Core,
    scope: &Scope,
    channel: Channel,
    address: &str,
    sources: &[Source],
) -> Result<bool> {
    let lifted = repository::lift(tx, core, scope.account, channel, address, sources).await?;
    if lifted {
        let entry =
            Entry::new("suppression.lifted", Subject::many("lead")).with(format!("channel={channel}"));
        audit::record(tx, core, scope, entry).await?;
    }
    Ok(lifted)
}

/// A lead ends contact on `channels`: every address of those channels, and `from` where it came from, is suppressed
/// and what was given is withdrawn. Returns the channels on which that is new.
pub async fn opt_out(
    tx: &impl ConnectionTrait,
    core: &Core,
    scope: &Scope,
    lead: &Lead,
    channels: ChannelSet,
    from: Option<&str>,
    source: Source,
) -> Result<ChannelSet> {
    db::lock_account(tx, scope.account).await?;
    let mut fresh = ChannelSet::NONE;
    for channel in channels.iter() {
        let mut addresses = addresses(lead, channel);
        addresses.extend(from.filter(|address| address.contains('@') == (channel == Channel::Email)));
        addresses.sort_unstable();
        addresses.dedup();
        let addresses: Vec<_> = addresses.into_iter().map(|address| (channel, address)).collect();
        if suppress_all(tx, core, scope, &addresses, source).await? > 0 {
            fresh = fresh.with(channel);
            record(tx, core, scope, lead.id, ConsentEvent::withdrawn(channel, source, core.now_ms())).await?;
        }
    }
    leads::touch(tx, core, scope.account, &[lead.id]).await?;
    Ok(fresh)
}

/// A lead starts texts again (START): what they gave before counts again, whether a text or a key in a call ended it. Without
/// earlier evidence nothing happens.
pub async fn restart(
    tx: &impl ConnectionTrait,
    core: &Core,
    scope: &Scope,
    lead: &Lead,
    number: &str,
) -> Result<bool> {
    let ledgers = repository::ledgers(tx, core, scope.account, &[lead.id]).await?;
    let earlier = ledgers.get(&lead.id).is_some_and(|ledger| ledger.has_withdrawn(Channel::Sms));
    let own = [Source::Text, Source::Provider, Source::Call];
    let lifted = earlier && lift(tx, core, scope, Channel::Sms, number, &own).await?;
    if lifted {
        let proof = Proof { given_at: core.now_ms(), address: Some(number.to_owned()), ..Proof::default() };
        let (channel, level, source) = (Channel::Sms, Level::None, Source::Text);
        record(tx, core, scope, lead.id, ConsentEvent { channel, act: Act::Restored, level, source, proof })
            .await?;
        leads::touch(tx, core, scope.account, &[lead.id]).await?;
    }
    Ok(lifted)
}

/// Somebody has looked at what read like an opt-out.
pub async fn reviewed(tx: &impl ConnectionTrait, core: &Core, scope: &Scope, lead: LeadId) -> Result<()> {
    let ledgers = repository::ledgers(tx, core, scope.account, &[lead]).await?;
    let ledger = ledgers.get(&lead).cloned().unwrap_or_default();
    let doubtful = Channel::ALL.into_iter().filter(|channel| ledger.is_in_doubt(*channel));
    let at = core.now_ms();
    let events =
        doubtful.map(|channel| (lead, ConsentEvent::act(channel, Act::Reviewed, Source::Realtor, at)));
    record_all(tx, core, scope, &events.collect::<Vec<_>>()).await
}

/// The addresses of a lead on a channel.
pub(super) fn addresses(lead: &Lead, channel: Channel) -> Vec<&str> {
    match channel {
        Channel::Email => lead.record.emails.iter().map(EmailAddress::as_str).collect(),
        Channel::Sms | Channel::Voice => lead.record.phones.iter().map(PhoneNumber::e164).collect(),
    }
}

/// How a lead stands on every channel. Days are those of UTC here; the gate reckons in the account's zone.
pub async fn state(
    conn: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    lead: &Lead,
) -> Result<ConsentState> {
    let ledger =
        repository::ledgers(conn, core, account, &[lead.id]).await?.remove(&lead.id).unwrap_or_default();
    let all: Vec<_> = Channel::ALL
        .into_iter()
        .flat_map(|at| addresses(lead, at).into_iter().map(move |a| (at, a)))
        .collect();
    let suppressed = repository::suppressions(conn, core, account, &all).await?;
    let channels = Channel::ALL.into_iter().map(|channel| {
        let evidence = ledger.evidence(channel).to_vec();
        let first =
            addresses(lead, channel).first().and_then(|at| suppressed.get(&(channel, (*at).to_owned())));
        ChannelConsent {
            channel,
            level: effective_level(&evidence, core.now(), chrono_tz::UTC),
            evidence,
            suppressed: first.map_or(Suppression::None, |found| found.reach),
            since: first.map(|found| (found.since, found.source)),
        }
    });
    let in_doubt = Channel::ALL.into_iter().any(|channel| ledger.is_in_doubt(channel));
    Ok(ConsentState { channels: channels.collect(), review: lead.on_hold || in_doubt })
}
