//! Which leads are one person (import rule 12, over the leads of the account).

use crate::{
    Core, Error, Result, Scope,
    audit::{Entry, Subject},
    leads::{
        Lead,
        directory::{Directory, Row, directory},
        repository,
    },
};
use realtoros_domain::{
    ids::LeadId,
    imports::{DuplicateIndex, ImportedLead, Strength},
};
use std::collections::HashMap;

/// How many groups are opened at a time.
const MOST_GROUPS: usize = 20;
/// How many leads of a group are opened.
const MOST_LEADS: usize = 10;

/// Leads that are one person, or may be.
#[derive(Clone, Debug, PartialEq)]
pub struct DuplicateLeads {
    /// How sure that is.
    pub strength: Strength,
    /// The leads, the oldest first.
    pub leads: Vec<Lead>,
}

/// The duplicates of an account.
#[derive(Clone, Debug, PartialEq)]
pub struct Duplicates {
    /// How many groups there are.
    pub total: usize,
    /// The first of them.
    pub groups: Vec<DuplicateLeads>,
}

/// Looks through all leads of the account.
pub async fn duplicates(core: &Core, scope: &Scope) -> Result<Duplicates> {
    let directory = directory(core, scope).await?;
    let found = tokio::task::spawn_blocking(move || groups(&directory)).await;
    let found = found.map_err(|error| Error::Internal(format!("looking for duplicates: {error}")))?;
    let total = found.len();
    let shown: Vec<_> = found.into_iter().take(MOST_GROUPS).collect();
    let ids: Vec<LeadId> = shown.iter().flat_map(|(_, ids)| ids.iter().copied()).collect();
    let leads = repository::load_many(core.db.read(), core, scope.account, &ids).await?;
    let mut leads: HashMap<LeadId, Lead> = leads.into_iter().map(|lead| (lead.id, lead)).collect();
    let mut open = |ids: Vec<LeadId>| {
        let mut leads: Vec<Lead> = ids.iter().filter_map(|id| leads.remove(id)).collect();
        leads.sort_unstable_by_key(|lead| (lead.created_at, lead.id));
        leads
    };
    let groups = shown
        .into_iter()
        .map(|(strength, ids)| DuplicateLeads { strength, leads: open(ids) })
        .filter(|group| group.leads.len() > 1)
        .collect();
    core.reads
        .note(scope, Entry::new("lead.listed", Subject::many("lead")).with(format!("count={}", ids.len())));
    Ok(Duplicates { total, groups })
}

fn groups(directory: &Directory) -> Vec<(Strength, Vec<LeadId>)> {
    let mut index = DuplicateIndex::default();
    for (number, row) in (0..).zip(directory.rows()) {
        index.add(&as_row(number, row));
    }
    let id = |number: u32| directory.rows().get(number as usize).map(|row| row.id);
    index
        .groups()
        .into_iter()
        .map(|group| (group.strength, group.rows.into_iter().filter_map(id).take(MOST_LEADS).collect()))
        .collect()
}

/// A lead as the import compares it. A lead without a name is shown by its address or number, which is no name.
fn as_row(number: u32, row: &Row) -> ImportedLead {
    let is_name = !row.name.contains('@') && !row.name.starts_with('+');
    ImportedLead {
        row: number,
        first_name: if is_name { row.name.clone() } else { String::new() },
        emails: row.emails.iter().filter_map(|email| email.parse().ok()).collect(),
        phones: row.phones.iter().filter_map(|phone| phone.parse().ok()).collect(),
        ..ImportedLead::default()
    }
}
