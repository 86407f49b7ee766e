//! What a file from another tool says about consent. It can take away and prove, never opt in (P-41).

use super::{
    Act, ConsentEvent, Proof, Source,
    service::{addresses, record, suppress_all},
};
use crate::{Core, Result, Scope, leads};
use chrono::{DateTime, NaiveDate, NaiveTime};
use realtoros_domain::{
    Channel, ChannelSet,
    consent::Level,
    ids::LeadId,
    imports::{ConsentEvidence, ContactPoint},
};
use sea_orm::ConnectionTrait;

/// Closes a channel for every address of a lead.
pub async fn suppress_lead(
    tx: &impl ConnectionTrait,
    core: &Core,
    scope: &Scope,
    lead: LeadId,
    channel: Channel,
    source: &str,
) -> Result<()> {
    let source = Source::parse(source);
    let found = leads::load(tx, core, scope.account, lead).await?;
    let points: Vec<_> = addresses(&found, channel).into_iter().map(|address| (channel, address)).collect();
    suppress_all(tx, core, scope, &points, source).await?;
    record(tx, core, scope, lead, ConsentEvent::withdrawn(channel, source, core.now_ms())).await
}

/// Closes channels for a number or an address that no lead has.
pub async fn suppress_point(
    tx: &impl ConnectionTrait,
    core: &Core,
    scope: &Scope,
    point: &ContactPoint,
    channels: ChannelSet,
    source: &str,
) -> Result<()> {
    let address = match point {
        ContactPoint::E164(number) => number.as_str(),
        ContactPoint::Email(email) => email.as_str(),
    };
    let reaches = |channel: &Channel| address.contains('@') == (*channel == Channel::Email);
    let points: Vec<_> = channels.iter().filter(reaches).map(|channel| (channel, address)).collect();
    suppress_all(tx, core, scope, &points, Source::parse(source)).await?;
    Ok(())
}

/// Something in the file reads like an opt-out: automation on the channel waits until somebody has looked.
pub async fn ask_for_review(
    tx: &impl ConnectionTrait,
    core: &Core,
    scope: &Scope,
    lead: LeadId,
    channel: Channel,
    source: &str,
) -> Result<()> {
    let event = ConsentEvent::act(channel, Act::InDoubt, Source::parse(source), core.now_ms());
    record(tx, core, scope, lead, event).await
}

/// The file holds a signed agreement with everything that belongs to it.
pub async fn record_import_evidence(
    tx: &impl ConnectionTrait,
    core: &Core,
    scope: &Scope,
    lead: LeadId,
    channel: Channel,
    evidence: &ConsentEvidence,
) -> Result<()> {
    let cell = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let proof = Proof {
        given_at: instant(&evidence.time).unwrap_or_else(|| core.now_ms()),
        act: cell(&evidence.act),
        wording: cell(&evidence.wording),
        url: cell(&evidence.url),
        ip: cell(&evidence.ip),
        address: cell(&evidence.phone),
        ..Proof::default()
    };
    let (level, source) = (Level::ExpressWritten, Source::Import);
    record(tx, core, scope, lead, ConsentEvent { channel, act: Act::Given, level, source, proof }).await
}

/// The usual ways in which tools write an instant or a day; a day counts from its end in UTC, so never too early.
fn instant(text: &str) -> Option<i64> {
    let text = text.trim();
    if let Ok(instant) = DateTime::parse_from_rfc3339(text).or_else(|_| DateTime::parse_from_rfc2822(text)) {
        return Some(instant.timestamp_millis());
    }
    let day = text.get(..10).unwrap_or(text);
    let date = ["%Y-%m-%d", "%m/%d/%Y"].iter().find_map(|format| NaiveDate::parse_from_str(day, format).ok())?;
    Some(date.and_time(NaiveTime::MIN).and_utc().timestamp_millis() + 86_399_999)
}

#[cfg(test)]
mod tests {
    use super::instant;

    #[test]
    fn instants_of_other_tools_are_read_and_never_too_early() {
        assert_eq!(instant("2026-01-02T03:04:05Z"), Some(1_767_323_045_000));
        assert_eq!(instant("2026-01-02"), Some(1_767_398_399_999));
        assert_eq!(instant("01/02/2026"), Some(1_767_398_399_999));
        assert_eq!(instant("last spring"), None);
    }
}
