//! What a lead gained by a merge, and giving it back.

use crate::{leads::LeadRecord, vault::Record};
use realtoros_domain::ids::LeadId;
use serde::{Deserialize, Serialize};

/// What is kept of a merge, sealed under the key of the lead that stayed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct MergeRecord {
    /// What the lead that stayed did not have before.
    pub gained: LeadRecord,
    /// Leads that were part of the one that went, and moved along.
    pub carried: Vec<LeadId>,
}

impl Record for MergeRecord {
    const TABLE: &'static str = "lead_merge";
}

/// What `after` has and `before` had not.
pub(super) fn gained(before: &LeadRecord, after: &LeadRecord) -> LeadRecord {
    let mut gained = LeadRecord {
        emails: added(&before.emails, &after.emails),
        phones: added(&before.phones, &after.phones),
        tags: added(&before.tags, &after.tags),
        name: filled(&before.name, &after.name),
        address: filled(&before.address, &after.address),
        deal_type: filled(&before.deal_type, &after.deal_type),
        source: filled(&before.source, &after.source),
        stated_zone: filled(&before.stated_zone, &after.stated_zone),
        ..LeadRecord::default()
    };
    gained.preferences.budget = filled(&before.preferences.budget, &after.preferences.budget);
    gained.preferences.timeline = filled(&before.preferences.timeline, &after.preferences.timeline);
    gained
}

/// Takes out of `record` what it gained. What somebody has changed since stays.
pub(super) fn give_back(record: &mut LeadRecord, gained: &LeadRecord) {
    record.emails.retain(|email| !gained.emails.contains(email));
    record.phones.retain(|phone| !gained.phones.contains(phone));
    record.tags.retain(|tag| !gained.tags.contains(tag));
    empty(&mut record.name, &gained.name);
    empty(&mut record.address, &gained.address);
    empty(&mut record.deal_type, &gained.deal_type);
    empty(&mut record.source, &gained.source);
    empty(&mut record.stated_zone, &gained.stated_zone);
    empty(&mut record.preferences.budget, &gained.preferences.budget);
    empty(&mut record.preferences.timeline, &gained.preferences.timeline);
}

fn added<T: Clone + PartialEq>(before: &[T], after: &[T]) -> Vec<T> {
    after.iter().filter(|value| !before.contains(value)).cloned().collect()
}

fn filled<T: Clone + Default + PartialEq>(before: &T, after: &T) -> T {
    if before == after { T::default() } else { after.clone() }
}

fn empty<T: Default + PartialEq>(field: &mut T, gained: &T) {
    if field == gained {
        *field = T::default();
    }
}
