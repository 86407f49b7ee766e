//! What is known of leads here, against which entries of an export are held (P-33, P-41, P-45).
//!
//! Evidence is about a person at an address. It comes back to a lead only where the lead's first address was theirs in the
//! export too, as in a merge (`leads::merge`): nobody is asked at an address for which they never agreed to be.

use super::{
    Act, Proof, Recorded,
    bound::NewEvent,
    repository::{self, made_at},
    returned::{PastEvent, Returned, Trusted},
    service::addresses,
};
use crate::{
    Core, Result, Scope,
    leads::{self, Lead},
};
use realtoros_domain::{
    Channel,
    consent::Level,
    contact::{EmailAddress, PhoneNumber},
    ids::{ImportId, LeadId},
};
use sea_orm::ConnectionTrait;
use std::{
    collections::{HashMap, HashSet},
    ops::RangeInclusive,
};
use uuid::Uuid;

/// What is known of leads here, without what the import has brought.
pub(super) struct Here {
    known: HashSet<Key>,
    /// Where the person has taken back last what they gave, or an address was closed before the file came.
    closed: HashSet<(LeadId, Channel)>,
    /// When the person took something back last, in milliseconds since 1970 UTC. Nothing that follows clears it: what they gave
    /// again here says nothing of what they gave before.
    withdrawn_at: HashMap<(LeadId, Channel), i64>,
    /// Where something once read like an opt-out.
    doubted: HashSet<(LeadId, Channel)>,
    /// The first address of a lead, which is the one that is written to.
    first: HashMap<(LeadId, Channel), String>,
    /// The leads that the import has made.
    made: HashSet<LeadId>,
}

type Key = (LeadId, Channel, &'static str, &'static str, i64);

fn key(lead: LeadId, channel: Channel, act: Act, level: Level, given_at: i64) -> Key {
    (lead, channel, act.as_str(), level.as_str(), given_at)
}

impl Here {
    /// Loads what is known of `ids`. `own` are the numbers that entries of this import have.
    pub(super) async fn load(
        tx: &impl ConnectionTrait,
        core: &Core,
        scope: &Scope,
        import: ImportId,
        own: &RangeInclusive<Uuid>,
        ids: &[LeadId],
    ) -> Result<Self> {
        let events = repository::events(tx, core, scope.account, ids).await?;
        let mut here = Self::of(events.iter().filter(|entry| !own.contains(&entry.id)));
        let found = leads::load_many(tx, core, scope.account, ids).await?;
        let at = |lead: &Lead, channel| {
            let all = addresses(lead, channel).into_iter().map(str::to_owned);
            all.map(|address| (channel, address)).collect::<Vec<_>>()
        };
        let points: Vec<(Channel, String)> =
            found.iter().flat_map(|lead| Channel::ALL.map(|channel| at(lead, channel))).flatten().collect();
        let points: Vec<(Channel, &str)> = points.iter().map(|point| (point.0, point.1.as_str())).collect();
        let suppressed = repository::suppressions(tx, core, scope.account, &points).await?;
        let came_at = made_at(import.0);
        for lead in &found {
            here.made.extend(Some(lead.id).filter(|_| lead.import == Some(import)));
            for channel in Channel::ALL {
                let points = at(lead, channel);
                // What the file itself has closed is younger than its import.
                let is_older = |point| suppressed.get(point).is_some_and(|found| found.since < came_at);
                if points.iter().any(is_older) {
                    here.closed.insert((lead.id, channel));
                }
                let first = points.into_iter().next();
                here.first.extend(first.map(|(_, address)| ((lead.id, channel), address)));
            }
        }
        Ok(here)
    }

    fn of<'a>(events: impl Iterator<Item = &'a Recorded>) -> Self {
        let mut here = Self {
            known: HashSet::new(),
            closed: HashSet::new(),
            withdrawn_at: HashMap::new(),
            doubted: HashSet::new(),
            first: HashMap::new(),
            made: HashSet::new(),
        };
        for event in events {
            let at = (event.lead, event.channel);
            here.known.insert(key(event.lead, event.channel, event.act, event.level, event.proof.given_at));
            match event.act {
                Act::Withdrawn => {
                    here.closed.insert(at);
                    let when = event.recorded_at.max(event.proof.given_at);
                    let last = here.withdrawn_at.entry(at).or_insert(when);
                    *last = when.max(*last);
                }
                Act::Given | Act::Restored if event.is_sound => {
                    here.closed.remove(&at);
                }
                Act::InDoubt => {
                    here.doubted.insert(at);
                }
                Act::Given | Act::Restored | Act::Reviewed => {}
            }
        }
        here
    }

    /// The entry as it is kept here; nothing for one that is known or may not come.
    pub(super) fn admit(&self, core: &Core, entry: Returned, trusted: Option<&Trusted>) -> Option<NewEvent> {
        let Returned { id, lead, of, past: PastEvent { mut event, recorded_at } } = entry;
        let (at, given_at) = ((lead, event.channel), event.proof.given_at);
        let withdrawn_at = self.withdrawn_at.get(&at);
        let stands =
            !self.closed.contains(&at) && self.is_theirs(at, of.as_deref(), event.proof.address.as_deref());
        let may_come = match (event.act, trusted) {
            (Act::Withdrawn, _) | (Act::InDoubt, Some(_)) => true,
            (Act::Given, Some(trusted)) => {
                stands && withdrawn_at.is_none_or(|last| given_at > *last) && trusted.admits(&event)
            }
            (Act::Restored, Some(_)) => stands && withdrawn_at.is_none(),
            (Act::Reviewed, Some(_)) => of.is_some() && !self.doubted.contains(&at),
            (_, None) => false,
        };
        if !may_come || self.known.contains(&key(lead, event.channel, event.act, event.level, given_at)) {
            return None;
        }
        let now = core.now_ms();
        event.proof.given_at = given_at.min(now);
        event.proof = match trusted {
            Some(trusted) => Proof { came_with: Some(trusted.came_with.clone()), ..event.proof },
            None => Proof {
                given_at: event.proof.given_at,
                came_with: Some("A file that is not signed here".to_owned()),
                ..Proof::default()
            },
        };
        Some(NewEvent { id, lead, event, recorded_at: recorded_at.min(now) })
    }

    /// Whether what was agreed to by somebody with the addresses `of` is about the address to which this lead is written, and
    /// about no other, if one is `named`. A lead whom the import made without any is the one of the export.
    fn is_theirs(&self, at: (LeadId, Channel), of: Option<&[String]>, named: Option<&str>) -> bool {
        let Some(of) = of else { return false };
        if let Some(first) = self.first.get(&at) {
            return of.contains(first) && named.is_none_or(|named| is_same(named, first));
        }
        let reaches = |address: &String| address.contains('@') == (at.1 == Channel::Email);
        self.made.contains(&at.0) && named.is_none() && !of.iter().any(reaches)
    }
}

/// Whether an address as somebody typed it is this one.
fn is_same(typed: &str, address: &str) -> bool {
    let number = || typed.parse::<PhoneNumber>().is_ok_and(|number| number.e164() == address);
    let email = || typed.parse::<EmailAddress>().is_ok_and(|email| email.as_str() == address);
    if address.contains('@') { email() } else { number() }
}

#[cfg(test)]
mod tests {
    use super::is_same;

    #[test]
    fn p41_an_address_is_known_however_it_was_typed() {
        assert!(is_same("(212) 555-0101", "+12125550101") && is_same("Rosa@Example.com", "rosa@example.com"));
        assert!(!is_same("+12125550102", "+12125550101") && !is_same("her number", "+12125550101"));
        assert!(!is_same("rosa@example.com", "+12125550101"));
    }
}
