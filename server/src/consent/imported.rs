//! What a file from another tool says about consent. It can take away and prove, never opt in (P-41).

use super::{
    Act, ConsentEvent, Ledger, Proof, Source, repository,
    service::{addresses, record_all, suppress_fresh},
};
use crate::{
    Core, Result, Scope,
    leads::{self, Lead},
};
use chrono::{DateTime, NaiveDate, NaiveTime};
use realtoros_domain::{
    Channel,
    consent::Level,
    contact::PhoneNumber,
    ids::LeadId,
    imports::{Consent, ConsentEvidence, ConsentState, ContactPoint, Suppression},
};
use sea_orm::ConnectionTrait;
use std::collections::HashMap;

/// What the row of a file says about a lead.
#[derive(Clone, Copy, Debug)]
pub struct Imported<'a> {
    /// The lead.
    pub lead: LeadId,
    /// Whether the row made the lead. What is known of an older one is not recorded again.
    pub is_new: bool,
    /// What the row proves, by channel.
    pub consent: Consent,
    /// The evidence that it carries.
    pub evidence: &'a ConsentEvidence,
    /// Whether the ledger itself follows, with what the row only sums up: see [`super::keep_returned`].
    pub has_ledger: bool,
}

/// Records what rows say: opt-outs close the channel for every address of the lead, doubts ask for a look, and a signed
/// agreement counts unless the lead has taken it back since.
pub async fn record_imported(
    tx: &impl ConnectionTrait,
    core: &Core,
    scope: &Scope,
    rows: &[Imported<'_>],
) -> Result<()> {
    let rows: Vec<_> = rows.iter().filter(|row| !row.consent.is_empty()).collect();
    if rows.is_empty() {
        return Ok(());
    }
    let ids: Vec<LeadId> = rows.iter().map(|row| row.lead).collect();
    let found = leads::load_many(tx, core, scope.account, &ids).await?;
    let known: HashMap<LeadId, _> = found.into_iter().map(|lead| (lead.id, lead)).collect();
    let ledgers = repository::ledgers(tx, core, scope.account, &ids).await?;
    let closed = |row: &Imported<'_>, channel| row.consent.get(channel) == ConsentState::OptedOut;
    let points = rows.iter().filter_map(|row| Some((row, known.get(&row.lead)?))).flat_map(|(row, lead)| {
        let channels = Channel::ALL.into_iter().filter(|channel| closed(row, *channel));
        channels
            .flat_map(|channel| addresses(lead, channel).into_iter().map(move |address| (channel, address)))
    });
    let fresh = suppress_fresh(tx, core, scope, &points.collect::<Vec<_>>(), Source::Import).await?;

    let nothing = Ledger::default();
    let mut events = Vec::new();
    for row in rows {
        let Some(lead) = known.get(&row.lead) else { continue };
        let ledger = ledgers.get(&row.lead).unwrap_or(&nothing);
        for channel in Channel::ALL {
            let is_fresh = addresses(lead, channel)
                .iter()
                .any(|address| fresh.contains(&(channel, (*address).to_owned())));
            let event = event(core, row, lead, channel, ledger, is_fresh);
            events.extend(event.map(|event| (row.lead, event)));
        }
    }
    record_all(tx, core, scope, &events).await
}

fn event(
    core: &Core,
    row: &Imported<'_>,
    lead: &Lead,
    channel: Channel,
    ledger: &Ledger,
    is_fresh: bool,
) -> Option<ConsentEvent> {
    match row.consent.get(channel) {
        ConsentState::NoEvidence => None,
        ConsentState::OptedOut => {
            // The ledger that follows says when a new lead withdrew; one who was here before withdraws now.
            let is_new = row.is_new && !row.has_ledger;
            (is_new || (is_fresh && !row.is_new))
                .then(|| ConsentEvent::withdrawn(channel, Source::Import, core.now_ms()))
        }
        ConsentState::Review => (!ledger.is_in_doubt(channel))
            .then(|| ConsentEvent::act(channel, Act::InDoubt, Source::Import, core.now_ms())),
        ConsentState::EvidenceExpressWritten if row.has_ledger => None,
        ConsentState::EvidenceExpressWritten => {
            let is_known = ledger.evidence(channel).iter().any(|known| known.level == Level::ExpressWritten);
            // Signed for one number, it does not reach another that this lead is called at.
            let is_theirs = row.evidence.phone.parse::<PhoneNumber>().is_ok_and(|signed| {
                lead.record.phones.first().is_some_and(|first| first.e164() == signed.e164())
            });
            (is_theirs && !is_known && !ledger.has_withdrawn(channel))
                .then(|| agreement(core, channel, row.evidence))
        }
    }
}

/// The file holds a signed agreement with everything that belongs to it.
fn agreement(core: &Core, channel: Channel, evidence: &ConsentEvidence) -> ConsentEvent {
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
    ConsentEvent { channel, act: Act::Given, level: Level::ExpressWritten, source: Source::Import, proof }
}

/// Closes channels for numbers and addresses that no lead has.
pub async fn suppress_points(
    tx: &impl ConnectionTrait,
    core: &Core,
    scope: &Scope,
    listed: &[Suppression],
) -> Result<()> {
    let points = listed.iter().flat_map(|listed| {
        let address = match &listed.point {
            ContactPoint::E164(number) => number.as_str(),
            ContactPoint::Email(email) => email.as_str(),
        };
        let reaches = move |channel: &Channel| address.contains('@') == (*channel == Channel::Email);
        listed.channels.iter().copied().filter(reaches).map(move |channel| (channel, address))
    });
    suppress_fresh(tx, core, scope, &points.collect::<Vec<_>>(), Source::Import).await?;
    Ok(())
}

/// The usual ways in which tools write an instant or a day; a day counts from its end in UTC, so never too early.
fn instant(text: &str) -> Option<i64> {
    let text = text.trim();
    if let Ok(instant) = DateTime::parse_from_rfc3339(text).or_else(|_| DateTime::parse_from_rfc2822(text)) {
        return Some(instant.timestamp_millis());
    }
    let day = text.get(..10).unwrap_or(text);
    let date =
        ["%Y-%m-%d", "%m/%d/%Y"].iter().find_map(|format| NaiveDate::parse_from_str(day, format).ok())?;
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
