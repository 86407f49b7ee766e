//! The ledger of an export that comes back (P-33, P-41).
//!
//! Anybody can write a file. Only when this installation has signed it, and the seller is the same, do entries come back as
//! they were; of any other file only what takes away. An import never gives more than the ledger said that was signed, and
//! whoever has taken something back here has taken it back.

use super::{
    Act, ConsentEvent, Source,
    bound::{NewEvent, Opened, Says, SealedEvent, compared},
    here::Here,
    repository,
    service::{addresses, suppress_fresh},
};
use crate::{
    Core, Result, Scope,
    audit::{self, Entry, Subject},
    leads,
};
use chrono::DateTime;
use realtoros_domain::{
    Channel,
    consent::{Level, Suppression},
    ids::{ImportId, LeadId},
};
use sea_orm::ConnectionTrait;
use serde::Deserialize;
use std::{collections::BTreeMap, ops::RangeInclusive, sync::Arc};
use uuid::Uuid;

/// An entry of the ledger of an export.
#[derive(Clone, Debug)]
pub struct Returned {
    /// Its number here.
    pub id: Uuid,
    /// Whose it is here.
    pub lead: LeadId,
    /// The addresses that they had there, numbers as E.164; `None` when another lead of the export has become the same lead
    /// first. Nobody knows that those two gave the same, so of this one only what takes away comes along.
    pub of: Option<Arc<[String]>>,
    /// What the export says of it.
    pub past: PastEvent,
}

/// An entry as `data.json` holds it.
#[derive(Clone, Debug)]
pub struct PastEvent {
    pub(super) event: ConsentEvent,
    /// Milliseconds since 1970 UTC.
    pub(super) recorded_at: i64,
}

#[derive(Deserialize)]
struct Exported {
    #[serde(default)]
    id: Uuid,
    channel: String,
    act: String,
    level: String,
    source: String,
    recorded_at: String,
    content: SealedEvent,
}

impl PastEvent {
    /// Reads a record of `data.json`; `None` for one that cannot be kept. The export shows columns and what was sealed side by
    /// side, so that an entry whose columns were edited before the export counts as little here as there.
    pub fn read(record: &str) -> Option<Self> {
        let entry = opened(record)?;
        entry.counts().then_some(Self { event: entry.event, recorded_at: entry.recorded_at })
    }
}

/// Whether a record of the ledger can be read, whatever it proves.
pub fn is_readable(record: &str) -> bool {
    opened(record).is_some()
}

fn opened(record: &str) -> Option<Opened> {
    let Exported { id, channel, act, level, source, recorded_at, content } =
        serde_json::from_str(record).ok()?;
    let recorded_at = DateTime::parse_from_rfc3339(&recorded_at).ok()?.timestamp_millis();
    compared(id, content, Says { channel, act, level, source, recorded_at })
}

/// An export that this installation has signed for the same seller.
#[derive(Clone, Debug)]
pub struct Trusted {
    /// Who asked for consent there, and asks for it here (47 CFR 64.1200(f)(9) names the seller).
    pub seller: String,
    /// With what entries come, in words.
    pub came_with: String,
}

impl Trusted {
    /// Whether an entry may come back as it was. A written one that named another seller was given to somebody else.
    pub(super) fn admits(&self, event: &ConsentEvent) -> bool {
        event.level != Level::ExpressWritten
            || event.proof.seller.as_ref().is_none_or(|named| same_seller(named, &self.seller))
    }
}

/// Whether two names are one seller's, whatever the case and the spaces.
pub fn same_seller(one: &str, other: &str) -> bool {
    let fold = |name: &str| name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    !fold(one).is_empty() && fold(one) == fold(other)
}

/// Keeps entries of an export, in the order in which they stand there. `own` are the numbers that entries of this import
/// have. Returns the leads of whom the ledger says more now.
pub async fn keep_returned(
    tx: &impl ConnectionTrait,
    core: &Core,
    scope: &Scope,
    import: ImportId,
    own: RangeInclusive<Uuid>,
    entries: Vec<Returned>,
    trusted: Option<&Trusted>,
) -> Result<Vec<LeadId>> {
    if entries.is_empty() {
        return Ok(Vec::new());
    }
    let mut ids: Vec<LeadId> = entries.iter().map(|entry| entry.lead).collect();
    ids.sort_unstable();
    ids.dedup();
    let here = Here::load(tx, core, scope, import, &own, &ids).await?;
    let kept: Vec<NewEvent> =
        entries.into_iter().filter_map(|entry| here.admit(core, entry, trusted)).collect();
    if kept.is_empty() {
        return Ok(Vec::new());
    }
    repository::insert_as(tx, core, scope.account, &kept).await?;
    let detail = format!("count={} signed={}", kept.len(), trusted.is_some());
    let entry = Entry::new("consent.imported", Subject::one("import", import)).with(detail);
    audit::record(tx, core, scope, entry).await?;
    widen(tx, core, scope, &ids).await?;
    let mut changed: Vec<LeadId> = kept.iter().map(|new| new.lead).collect();
    changed.sort_unstable();
    changed.dedup();
    Ok(changed)
}

/// A row of `leads.csv` closes a channel as files do, which for mail ends the commercial kind. Where the person ended more,
/// the ledger says so, and more is ended here too.
async fn widen(tx: &impl ConnectionTrait, core: &Core, scope: &Scope, ids: &[LeadId]) -> Result<()> {
    let mut ended: BTreeMap<(LeadId, Channel), Source> = BTreeMap::new();
    for event in repository::events(tx, core, scope.account, ids).await? {
        let at = (event.lead, event.channel);
        let _ = match event.act {
            Act::Withdrawn => ended.insert(at, event.source),
            Act::Given | Act::Restored if event.is_sound => ended.remove(&at),
            Act::Given | Act::Restored | Act::InDoubt | Act::Reviewed => None,
        };
    }
    ended.retain(|(_, channel), source| source.reach(*channel) == Suppression::Everything);
    let of: Vec<LeadId> = ended.keys().map(|(lead, _)| *lead).collect();
    for lead in leads::load_many(tx, core, scope.account, &of).await? {
        for channel in Channel::ALL {
            let Some(source) = ended.get(&(lead.id, channel)) else { continue };
            let points: Vec<_> = addresses(&lead, channel).into_iter().map(|at| (channel, at)).collect();
            let closed = repository::suppressions(tx, core, scope.account, &points).await?;
            let narrow = |(channel, at): &&(Channel, &str)| {
                closed
                    .get(&(*channel, (*at).to_owned()))
                    .is_some_and(|found| found.reach == Suppression::Marketing)
            };
            let points: Vec<_> = points.iter().filter(narrow).copied().collect();
            suppress_fresh(tx, core, scope, &points, *source).await?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::same_seller;

    #[test]
    fn p41_a_seller_is_known_by_name_and_nobody_has_no_name() {
        assert!(same_seller("Harbor  Street Realty ", "harbor street realty"));
        assert!(!same_seller("Harbor Street Realty", "Harbor Street Realty LLC"));
        assert!(!same_seller("", " "));
    }
}
