//! Which rows are one person (import rule 12).

use super::ImportedLead;
use crate::contact::{NameKey, fold_name};
use serde::{Deserialize, Serialize};
use std::{
    collections::BTreeMap,
    hash::{DefaultHasher, Hash, Hasher},
};

/// How sure it is that rows are one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Strength {
    /// Same name, and the same address but for a plus tag. Somebody decides.
    Likely,
    /// Same address and no contradiction of names, or same number and same name.
    Certain,
}

/// Rows that are one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DuplicateGroup {
    /// The rows, in order.
    pub rows: Vec<u32>,
    /// As strong as the weakest link that the group needs.
    pub strength: Strength,
}

/// Finds duplicates among any number of leads. It keeps one folded name and a few hashes of eight bytes per
/// lead, never the lead.
#[derive(Clone, Debug, Default)]
pub struct DuplicateIndex {
    rows: Vec<u32>,
    names: String,
    name_ends: Vec<usize>,
    /// The same address.
    emails: Vec<(u64, u32)>,
    /// The same number and name, or the row repeated.
    certain: Vec<(u64, u32)>,
    /// The same address but for the tag, and the same name.
    likely: Vec<(u64, u32)>,
}

/// A shared mailbox with more distinct names than this is searched for equal names only.
const MOST_NAMES: usize = 64;

impl DuplicateIndex {
    /// Takes in a lead.
    pub fn add(&mut self, lead: &ImportedLead) {
        let Ok(at) = u32::try_from(self.rows.len()) else { return };
        let folded = fold_name(&format!("{} {}", lead.first_name, lead.last_name));
        let name = NameKey::from_folded(&folded);
        for email in &lead.emails {
            self.emails.push((hash(email), at));
            if !name.is_empty() {
                self.likely.push((hash(&(email.without_tag(), &name)), at));
            }
        }
        if !name.is_empty() {
            for phone in &lead.phones {
                self.certain.push((hash(&(phone.e164(), &name)), at));
            }
        }
        let repeated =
            (&folded, &lead.emails, &lead.phones, &lead.address.street, &lead.address.zip, &lead.notes);
        self.certain.push((hash(&repeated), at));
        self.rows.push(lead.row);
        self.names.push_str(&folded);
        self.name_ends.push(self.names.len());
    }

    /// The groups of rows that are one person, in the order of their first rows.
    pub fn groups(mut self) -> Vec<DuplicateGroup> {
        let mut people = People::new(self.rows.len());
        self.certain.sort_unstable();
        for bucket in buckets(&self.certain) {
            self.join_all(&mut people, bucket, Strength::Certain);
        }
        self.emails.sort_unstable();
        for bucket in buckets(&self.emails) {
            self.join_same_address(&mut people, bucket);
        }
        self.likely.sort_unstable();
        for bucket in buckets(&self.likely) {
            self.join_all(&mut people, bucket, Strength::Likely);
        }
        people.groups(&self.rows)
    }

    fn name(&self, at: u32) -> NameKey {
        let at = at as usize;
        let start = at.checked_sub(1).map_or(0, |before| self.name_ends[before]);
        NameKey::from_folded(&self.names[start..self.name_ends[at]])
    }

    fn join_all(&self, people: &mut People, bucket: &[(u64, u32)], strength: Strength) {
        for pair in bucket.windows(2) {
            self.join(people, pair[0].1, pair[1].1, strength);
        }
    }

    /// Joins two rows unless somebody in the one group contradicts somebody in the other: two people never
    /// become one through a third row.
    fn join(&self, people: &mut People, a: u32, b: u32, strength: Strength) {
        let (left, right) = (people.members(a), people.members(b));
        if left.first() == right.first() {
            return;
        }
        let (left, right) = (self.distinct_names(left), self.distinct_names(right));
        if left.len().max(right.len()) <= MOST_NAMES
            && !left.iter().any(|one| right.iter().any(|other| one.contradicts(other)))
        {
            people.join(a, b, strength);
        }
    }

    fn distinct_names(&self, members: &[u32]) -> Vec<NameKey> {
        let mut names: Vec<NameKey> = Vec::new();
        for name in members.iter().map(|at| self.name(*at)) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    /// Rows with the same address: equal names first, then names without contradiction. A name that fits two
    /// people who contradict each other, as an initial or a missing name may, is joined to neither.
    fn join_same_address(&self, people: &mut People, bucket: &[(u64, u32)]) {
        let mut by_name: BTreeMap<String, (NameKey, Vec<u32>)> = BTreeMap::new();
        for (_, at) in bucket {
            let name = self.name(*at);
            by_name.entry(format!("{name:?}")).or_insert_with(|| (name, Vec::new())).1.push(*at);
        }
        for (_, rows) in by_name.values() {
            for pair in rows.windows(2) {
                self.join(people, pair[0], pair[1], Strength::Certain);
            }
        }
        let names: Vec<&(NameKey, Vec<u32>)> = by_name.values().take(MOST_NAMES + 1).collect();
        if names.len() > MOST_NAMES {
            return;
        }
        let fits: Vec<Vec<usize>> = (0..names.len())
            .map(|i| (0..names.len()).filter(|j| *j != i && !names[i].0.contradicts(&names[*j].0)).collect())
            .collect();
        let is_clear =
            |i: usize| !fits[i].iter().any(|j| fits[i].iter().any(|k| names[*j].0.contradicts(&names[*k].0)));
        for (i, others) in fits.iter().enumerate().filter(|(i, _)| is_clear(*i)) {
            for j in others.iter().filter(|j| **j > i && is_clear(**j)) {
                self.join(people, names[i].1[0], names[*j].1[0], Strength::Certain);
            }
        }
    }
}

/// Runs of equal keys with more than one row.
fn buckets(keys: &[(u64, u32)]) -> impl Iterator<Item = &[(u64, u32)]> {
    keys.chunk_by(|a, b| a.0 == b.0).filter(|bucket| bucket.len() > 1)
}

fn hash(key: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    hasher.finish()
}

/// Disjoint groups of rows. Rows that stand alone take no memory beyond their place.
struct People {
    group_of: Vec<u32>,
    groups: BTreeMap<u32, (Vec<u32>, Strength)>,
    alone: Vec<u32>,
}

impl People {
    fn new(count: usize) -> Self {
        let alone: Vec<u32> = (0..u32::try_from(count).unwrap_or(u32::MAX)).collect();
        Self { group_of: alone.clone(), groups: BTreeMap::new(), alone }
    }

    fn members(&self, at: u32) -> &[u32] {
        let group = self.group_of[at as usize];
        match self.groups.get(&group) {
            Some((members, _)) => members,
            None => &self.alone[at as usize..=at as usize],
        }
    }

    fn join(&mut self, a: u32, b: u32, strength: Strength) {
        let take = |people: &mut Self, at: u32| {
            let group = people.group_of[at as usize];
            people.groups.remove(&group).unwrap_or_else(|| (vec![at], Strength::Certain))
        };
        let (left, right) = (take(self, a), take(self, b));
        // The smaller group moves, so that joining n rows takes n log n steps.
        let (mut large, small) = if left.0.len() >= right.0.len() { (left, right) } else { (right, left) };
        let group = self.group_of[large.0[0] as usize];
        for at in &small.0 {
            self.group_of[*at as usize] = group;
        }
        large.0.extend(small.0);
        self.groups.insert(group, (large.0, large.1.min(small.1).min(strength)));
    }

    fn groups(self, rows: &[u32]) -> Vec<DuplicateGroup> {
        let mut groups: Vec<DuplicateGroup> = self
            .groups
            .into_values()
            .map(|(members, strength)| {
                let mut rows: Vec<u32> = members.iter().map(|at| rows[*at as usize]).collect();
                rows.sort_unstable();
                DuplicateGroup { rows, strength }
            })
            .collect();
        groups.sort_unstable_by(|a, b| a.rows.cmp(&b.rows));
        groups
    }
}
