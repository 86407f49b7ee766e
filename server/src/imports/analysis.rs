//! The dry run: what an import would do, without doing it. The commit starts from the same figures.

use super::reader::TablePlan;
use super::{
    erased::erased_rows, history, known::Known, record::ImportRecord, repository, stored::StoredRow,
};
use crate::{Core, Result, jobs};
use realtoros_domain::{
    ids::{AccountId, ImportId, JobId, LeadId},
    imports::{
        DuplicateIndex, ImportContext, ImportCounts, ImportedLead, RejectReason, Strength, Suppressions,
        read_row,
    },
};
use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};
use uuid::Uuid;

/// Whom a row is joined to instead of becoming a lead of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum JoinedTo {
    /// A lead that the account has already.
    Lead(LeadId),
    /// An earlier row of the same file.
    Row(u32),
}

/// What an import would do.
#[derive(Debug, Default)]
pub struct Analysis {
    /// In numbers.
    pub counts: ImportCounts,
    /// Rows that are somebody whom the account knows.
    pub known: u64,
    /// Opt-outs, by number and address.
    pub suppressions: Suppressions,
    /// Rows that do not become leads of their own.
    pub joined: HashMap<u32, JoinedTo>,
    /// Rows of people whose data was erased: they do not come back (P-62).
    pub erased: HashSet<u32>,
    /// The rows of the leads of an export that brings history, by the lead's number there.
    pub exported: HashMap<Uuid, Exported>,
}

/// A lead of an export.
#[derive(Debug)]
pub struct Exported {
    /// Its row.
    pub row: u32,
    /// The addresses that it has there, numbers as E.164.
    pub addresses: Arc<[String]>,
    /// Whether an earlier row of the file becomes the same lead.
    pub is_later: bool,
}

/// Runs over the stored rows of an import. Memory grows with compact keys per row, never with the rows. The lease of a
/// job that waits for it is kept.
pub async fn analyse(
    core: &Core,
    account: AccountId,
    id: ImportId,
    record: &ImportRecord,
    context: &ImportContext,
    known: &Known<'_>,
    job: Option<JobId>,
) -> Result<Analysis> {
    let mut analysis = Analysis::default();
    let mut duplicates = DuplicateIndex::default();
    let has_history = history::is_in(record);
    for seq in 0.. {
        let Some(rows) = repository::chunk(core.db.read(), core, account, id, seq).await? else { break };
        keep_lease(core, job).await?;
        let mut leads = Vec::new();
        for row in rows {
            match read(record, &row, context) {
                Read::Lead(lead) => {
                    if has_history && let Ok(cells) = &row.content {
                        let number = history::number_of(cells);
                        analysis.exported.extend(number.map(|number| (number, exported(&lead))));
                    }
                    leads.push(*lead);
                }
                Read::Rejected(reason) => analysis.counts.reject(reason),
                Read::OptOut(list) => {
                    if let Ok(cells) = &row.content {
                        list.read_row(cells, &mut analysis.suppressions);
                    }
                }
                Read::History(_) | Read::Nothing => {}
            }
        }
        let erased = erased_rows(core.db.read(), core, account, leads.iter()).await?;
        for lead in leads {
            analysis.suppressions.note(&lead);
            if erased.contains(&lead.row) {
                analysis.counts.reject(RejectReason::Erased);
                continue;
            }
            duplicates.add(&lead);
            if let Some(lead_id) = known.find(&lead) {
                analysis.joined.insert(lead.row, JoinedTo::Lead(lead_id));
            }
        }
        analysis.erased.extend(erased);
    }
    let erased = &analysis.erased;
    analysis.exported.retain(|_, lead| !erased.contains(&lead.row));
    for group in duplicates.groups().iter().filter(|group| group.strength == Strength::Certain) {
        let Some((first, later)) = group.rows.split_first() else { continue };
        // A group that the account knows joins its lead as a whole.
        let known = group.rows.iter().find_map(|row| analysis.joined.get(row).copied());
        let target = known.unwrap_or(JoinedTo::Row(*first));
        if known.is_some() {
            analysis.joined.insert(*first, target);
        }
        for row in later {
            analysis.joined.insert(*row, target);
        }
    }
    analysis.find_later();
    count(core, account, id, record, context, &mut analysis, job).await?;
    Ok(analysis)
}

fn exported(lead: &ImportedLead) -> Exported {
    let emails = lead.emails.iter().map(|email| email.as_str().to_owned());
    let phones = lead.phones.iter().map(|phone| phone.e164().to_owned());
    Exported { row: lead.row, addresses: emails.chain(phones).collect(), is_later: false }
}

/// Counts accepted rows once opt-outs are known: one in the last row reaches the first.
async fn count(
    core: &Core,
    account: AccountId,
    id: ImportId,
    record: &ImportRecord,
    context: &ImportContext,
    analysis: &mut Analysis,
    job: Option<JobId>,
) -> Result<()> {
    for seq in 0.. {
        let Some(rows) = repository::chunk(core.db.read(), core, account, id, seq).await? else { break };
        keep_lease(core, job).await?;
        for row in rows {
            let mut lead = match read(record, &row, context) {
                Read::Lead(lead) => lead,
                Read::History(cells) => {
                    analysis.count_history(cells);
                    continue;
                }
                _ => continue,
            };
            if analysis.erased.contains(&row.number) {
                continue;
            }
            analysis.suppressions.apply(&mut lead);
            analysis.counts.accept(&lead);
            match analysis.joined.get(&row.number) {
                Some(JoinedTo::Lead(_)) => analysis.known += 1,
                Some(JoinedTo::Row(_)) => analysis.counts.duplicate += 1,
                None => continue,
            }
            analysis.counts.new = analysis.counts.new.saturating_sub(1);
        }
    }
    Ok(())
}

impl Analysis {
    /// Finds the leads of the export that become one with a lead before them.
    fn find_later(&mut self) {
        let Self { exported, joined, .. } = self;
        let mut leads: Vec<&mut Exported> = exported.values_mut().collect();
        leads.sort_unstable_by_key(|lead| lead.row);
        let mut seen = HashSet::with_capacity(leads.len());
        for lead in leads {
            let becomes = joined.get(&lead.row).copied().unwrap_or(JoinedTo::Row(lead.row));
            lead.is_later = !seen.insert(becomes);
        }
    }

    /// Counts what comes along: what was said with somebody who comes along, and listings.
    fn count_history(&mut self, cells: &[String]) {
        match history::read(cells) {
            Some(history::Row::Said(of, _)) if self.exported.contains_key(&of) => self.counts.messages += 1,
            Some(history::Row::Listing(_)) => self.counts.listings += 1,
            _ => {}
        }
    }
}

/// One that was stopped meanwhile finds out at its first batch.
async fn keep_lease(core: &Core, job: Option<JobId>) -> Result<()> {
    if let Some(job) = job {
        jobs::keep(core, job).await?;
    }
    Ok(())
}

/// What a stored row is.
pub enum Read<'a> {
    /// A lead.
    Lead(Box<ImportedLead>),
    /// Nothing that can be imported, and why.
    Rejected(RejectReason),
    /// A line of a list of opt-outs.
    OptOut(&'a realtoros_domain::imports::OptOutList),
    /// A record of the history of an export.
    History(&'a [String]),
    /// A line of a table that is not imported.
    Nothing,
}

/// Reads a stored row by the plan of its table.
pub fn read<'a>(record: &'a ImportRecord, row: &'a StoredRow, context: &ImportContext) -> Read<'a> {
    match (record.tables.get(row.table).map(|table| &table.plan), &row.content) {
        (Some(TablePlan::Leads(mapping)), Ok(cells)) => match read_row(mapping, row.number, cells, context) {
            Ok(lead) => Read::Lead(Box::new(lead)),
            Err(reason) => Read::Rejected(reason),
        },
        (Some(TablePlan::Leads(_) | TablePlan::History), Err(reason)) => Read::Rejected(*reason),
        (Some(TablePlan::OptOuts(list)), _) => Read::OptOut(list),
        (Some(TablePlan::History), Ok(cells)) => Read::History(cells),
        _ => Read::Nothing,
    }
}
