//! A lead puts their data right (GDPR art. 16, P-61).
//!
//! Nothing that is made from the data is kept beside it: summaries are made anew each time, and the next draft and the
//! next newsletter read the new record. What the assistant has drafted from the old one is thrown away.

use super::Proven;
use crate::{
    Core, Error, Result,
    consent::{self, Source},
    leads::{self, Lead, LeadPatch, LeadRecord},
    live::Event,
    outbound::{self, AccountFacts},
    privacy::{
        identity,
        requests::{self, NewRequest},
    },
};
use realtoros_domain::{
    Channel,
    consent::Suppression,
    contact::{Address, EmailAddress, PersonName, PhoneNumber},
    facts::Facts,
    rights::{Identity, Kind, Law, Queue, Via},
};
use sea_orm::ConnectionTrait;

/// What the lead says is right. All of it: what is left empty is taken out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Correction {
    /// Given and family name.
    pub name: PersonName,
    /// E-mail addresses, the first one first.
    pub emails: Vec<String>,
    /// Telephone numbers as people write them.
    pub phones: Vec<String>,
    /// Postal address.
    pub address: Address,
    /// Budget, rooms, places and time.
    pub preferences: Facts,
}

/// Stores a correction; returns the names of the fields that changed. An e-mail address or number goes, or another
/// takes its place, only by a code that was sent to it.
pub async fn correct(core: &Core, who: &Proven, correction: Correction) -> Result<Vec<&'static str>> {
    let scope = who.link.scope();
    let (account, id) = (who.link.account, who.lead.id);
    let facts = AccountFacts::load(core, account).await?;
    let tx = core.db.begin().await?;
    let before = leads::load(&tx, core, account, id).await?;
    let proven = identity::address_index(&tx, core, account).await?;
    let is_proven = |address: &str| proven.hash(address) == who.proof.address_index;
    let patch = LeadPatch {
        name: Some(correction.name),
        emails: Some(correction.emails),
        phones: Some(correction.phones),
        address: Some(correction.address),
        preferences: Some(correction.preferences),
        ..LeadPatch::default()
    };
    let mut changed = Vec::new();
    let noted = &mut changed;
    leads::update_record_in(&tx, core, &scope, id, |record| {
        let old = record.clone();
        let fields = patch.apply(record)?;
        may_change(&old, record, is_proven)?;
        noted.clone_from(&fields);
        Ok(fields)
    })
    .await?;
    if changed.is_empty() {
        return Ok(changed);
    }
    let after = leads::load(&tx, core, account, id).await?;
    keep_opt_outs(&tx, core, &scope, &before, &after).await?;
    outbound::discard_drafts(&tx, core, &scope, id, None).await?;
    let new = NewRequest {
        queue: Queue::Lead,
        kind: Kind::Correction,
        lead: Some(id),
        via: Via::Link,
        law: Law::Strictest,
        identity: Identity::Proven,
        received_at: core.now_ms(),
        words: None,
    };
    let how = format!("They corrected it on their page: {}.", changed.join(", ").replace('_', " "));
    requests::done_at_once(&tx, core, &scope, &facts, new, &how).await?;
    tx.commit().await?;
    core.live.send(account, Event::Leads);
    core.live.send(account, Event::Assistant);
    Ok(changed)
}

/// Whoever reads one address cannot take over another: an address that goes must have had the code, and one that comes
/// needs a code to an address of its kind, if there is one on file.
fn may_change(old: &LeadRecord, new: &LeadRecord, is_proven: impl Fn(&str) -> bool) -> Result<()> {
    let mails =
        |record: &LeadRecord| record.emails.iter().map(|at| at.as_str().to_owned()).collect::<Vec<_>>();
    let numbers =
        |record: &LeadRecord| record.phones.iter().map(|at| at.e164().to_owned()).collect::<Vec<_>>();
    for (what, old, new) in
        [("an e-mail address", mails(old), mails(new)), ("a phone number", numbers(old), numbers(new))]
    {
        let goes = old.iter().filter(|at| !new.contains(at));
        let comes = new.iter().any(|at| !old.contains(at));
        let no_code_to_it = goes.into_iter().any(|at| !is_proven(at));
        let no_code_of_its_kind = comes && !old.is_empty() && !old.iter().any(|at| is_proven(at));
        if no_code_to_it || no_code_of_its_kind {
            return Err(Error::Refused(format!(
                "To change {what}, ask for a code to the old one first: it shows that it is yours. If you cannot \
                 read it any more, ask for the correction in words below; a person will help you."
            )));
        }
    }
    Ok(())
}

/// An opt-out belongs to the person: a new address takes over what was said about the old ones.
async fn keep_opt_outs(
    tx: &impl ConnectionTrait,
    core: &Core,
    scope: &crate::Scope,
    before: &Lead,
    after: &Lead,
) -> Result<()> {
    let state = consent::state(tx, core, scope.account, before).await?;
    for channel in state.channels.iter().filter(|found| found.suppressed != Suppression::None) {
        let source = channel.since.map_or(Source::LeadPage, |(_, source)| source);
        let old = addresses(before, channel.channel);
        let new: Vec<_> = addresses(after, channel.channel)
            .into_iter()
            .filter(|at| !old.contains(at))
            .map(|at| (channel.channel, at))
            .collect();
        consent::suppress_all(tx, core, scope, &new, source).await?;
    }
    Ok(())
}

fn addresses(lead: &Lead, channel: Channel) -> Vec<&str> {
    match channel {
        Channel::Email => lead.record.emails.iter().map(EmailAddress::as_str).collect(),
        Channel::Sms | Channel::Voice => lead.record.phones.iter().map(PhoneNumber::e164).collect(),
    }
}
