//! Writing one batch of an import, in one transaction that also moves the import's mark.

use super::{
    analysis::{JoinedTo, Read, read},
    commit::Run,
    entity::import,
    erased::erased_rows,
    history,
    outcomes::{self, Gain, RowOutcome},
    record::ImportState,
    repository,
    stored::StoredRow,
};
use crate::{
    Core, Result, Scope, consent, conversations, db,
    leads::{self, Lead, LeadRecord, NewLead, Switch},
};
use realtoros_domain::{
    Stage,
    contact::{EmailAddress, PhoneNumber},
    facts::Facts,
    ids::{ImportId, LeadId},
    imports::ImportedLead,
};
use sea_orm::{ActiveValue::Set, DatabaseTransaction};
use std::collections::{BTreeSet, HashMap};

/// Writes a batch and moves the import's mark. `false`, and nothing is written, when the import was stopped, or when
/// another worker has written these rows already.
pub(super) async fn write(run: &mut Run<'_>, rows: Vec<StoredRow>) -> Result<bool> {
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return Ok(true) };
    let (first, next) = (i64::from(first.number), i64::from(last.number) + 1);
    let (core, scope, id) = (run.core, run.scope, run.id);
    let tx = core.db.begin().await?;
    // As an erasure does: whoever is erased from here on is erased after this batch.
    db::lock_account(&tx, scope.account).await?;
    let locked = repository::lock_for(&tx, scope.account, id, run.job.id, ImportState::Running).await?;
    let Some(row) = locked.filter(|row| row.next_row <= first) else { return Ok(false) };

    let (mut found, mut rejected, mut past) = (Vec::new(), Vec::new(), Vec::new());
    for row in rows {
        match read(&run.record, &row, &run.context) {
            Read::Lead(mut lead) => {
                run.analysis.suppressions.apply(&mut lead);
                found.push(*lead);
            }
            Read::Rejected(reason) => rejected.push((row, reason)),
            Read::History(cells) => past.push((row.number, cells.to_vec())),
            Read::OptOut(_) | Read::Nothing => {}
        }
    }
    // Asked again here: somebody may have been erased since the dry run.
    let mentioned: Vec<ImportedLead> = rejected.iter().map(|(row, _)| mentioned(row)).collect();
    let erased = erased_rows(&tx, core, scope.account, found.iter().chain(&mentioned)).await?;
    rejected.retain(|(row, _)| !erased.contains(&row.number));
    let mut outcomes: Vec<_> = erased.iter().map(|number| RowOutcome::suppressed(*number)).collect();
    outcomes.extend(
        rejected.into_iter().map(|(row, reason)| {
            RowOutcome::rejected(row.number, reason, row.content.unwrap_or(row.readable))
        }),
    );
    let (mut new, mut joined) = (Vec::new(), Vec::new());
    for lead in found.into_iter().filter(|lead| !erased.contains(&lead.row)) {
        match run.analysis.joined.get(&lead.row) {
            None => new.push(lead),
            Some(target) => joined.push((*target, lead)),
        }
    }
    let rejected = outcomes.len();
    let has_history = history::is_in(&run.record);
    let mut batch = Batch {
        core,
        scope,
        id,
        tx: &tx,
        has_history,
        has_ledger: has_history && run.trusted.is_some(),
        written: Vec::new(),
        changed: BTreeSet::new(),
    };
    batch.create(&mut run.leads, new).await?;
    batch.join(&mut run.leads, joined).await?;
    batch.keep_evidence().await?;
    let created = batch.written.iter().filter(|row| row.is_new).count();
    let joined = batch.written.len() - created;
    outcomes.extend(batch.outcomes().await?);
    outcomes::insert(&tx, core, scope.account, id, outcomes).await?;
    history::keep(&tx, run, past).await?;
    let count = |n: usize| i64::try_from(n).unwrap_or_default();
    let columns = import::ActiveModel {
        id: Set(id.0),
        next_row: Set(next),
        rows_new: Set(row.rows_new + count(created)),
        rows_duplicate: Set(row.rows_duplicate + count(joined)),
        rows_rejected: Set(row.rows_rejected + count(rejected)),
        ..Default::default()
    };
    repository::update(&tx, core, columns).await?;
    tx.commit().await?;
    Ok(true)
}

/// A row that has become a lead, or was joined to one.
struct Written {
    lead: LeadId,
    is_new: bool,
    row: ImportedLead,
    /// What it brought to a lead that was there before the import.
    gain: Option<Gain>,
}

struct Batch<'a> {
    core: &'a Core,
    scope: Scope,
    id: ImportId,
    tx: &'a DatabaseTransaction,
    /// The file has every note by itself, with its time.
    has_history: bool,
    /// The file has the ledger by itself, and it counts here.
    has_ledger: bool,
    written: Vec<Written>,
    /// Leads that were there before and know more now, with the revision that they had.
    changed: BTreeSet<(LeadId, i64)>,
}

impl Batch<'_> {
    async fn create(&mut self, leads: &mut HashMap<u32, LeadId>, rows: Vec<ImportedLead>) -> Result<()> {
        if rows.is_empty() {
            return Ok(());
        }
        let new = rows.iter().map(|row| new_lead(row, self.id)).collect();
        let ids = leads::create_batch(self.tx, self.core, &self.scope, new).await?;
        for (lead, row) in ids.into_iter().zip(rows) {
            leads.insert(row.row, lead);
            self.written.push(Written { lead, is_new: true, row, gain: None });
        }
        Ok(())
    }

    /// Adds what rows know to leads that are there already. A lead that has gone meanwhile is made anew.
    async fn join(
        &mut self,
        leads: &mut HashMap<u32, LeadId>,
        rows: Vec<(JoinedTo, ImportedLead)>,
    ) -> Result<()> {
        let (mut targets, mut gone) = (Vec::new(), Vec::new());
        for (target, row) in rows {
            let lead = match target {
                JoinedTo::Lead(id) => Some(id),
                JoinedTo::Row(first) => match leads.get(&first) {
                    Some(id) => Some(*id),
                    None => outcomes::lead_of_row(self.tx, self.scope.account, self.id, first).await?,
                },
            };
            targets.push((lead, row));
        }
        let mut ids: Vec<LeadId> = targets.iter().filter_map(|(lead, _)| *lead).collect();
        ids.sort_unstable();
        ids.dedup();
        let found = leads::load_many(self.tx, self.core, self.scope.account, &ids).await?;
        let mut known: HashMap<LeadId, Lead> = found.into_iter().map(|lead| (lead.id, lead)).collect();
        for (target, row) in targets {
            match target.and_then(|id| known.get_mut(&id)) {
                Some(lead) => self.absorb(lead, row).await?,
                None => gone.push(row),
            }
        }
        self.create(leads, gone).await
    }

    async fn absorb(&mut self, lead: &mut Lead, mut row: ImportedLead) -> Result<()> {
        // What is so already needs no change; what one of the two says is so is so (P-68).
        row.ai_paused &= !lead.ai_paused;
        row.restricted &= !lead.restricted;
        row.maybe_minor &= !lead.maybe_minor;
        if row.ai_paused || row.restricted || row.maybe_minor {
            self.changed.insert((lead.id, lead.revision));
        }
        let more = new_lead(&row, self.id).record;
        let before = lead.record.clone();
        if !lead.record.absorb(more.clone()).is_empty() {
            let change = |known: &mut LeadRecord| Ok(known.absorb(more));
            leads::update_record_in(self.tx, self.core, &self.scope, lead.id, change).await?;
            self.changed.insert((lead.id, lead.revision));
        }
        // What the import made goes as a whole.
        let was_there = lead.import != Some(self.id);
        let gain = was_there.then(|| Gain { record: lead.record.beyond(&before), note: None });
        self.written.push(Written { lead: lead.id, is_new: false, row, gain });
        Ok(())
    }

    /// Notes, opt-outs, and what the rows prove about consent; an import opts nobody in (P-41).
    async fn keep_evidence(&mut self) -> Result<()> {
        let notes: Vec<_> = self.written.iter().map(|row| (row.lead, row.row.notes.as_str())).collect();
        // An export brings its notes with the rest of the history.
        if !self.has_history {
            let kept = conversations::keep_imported_notes(self.tx, self.core, &self.scope, &notes).await?;
            for (row, note) in self.written.iter_mut().zip(kept) {
                if let Some(gain) = &mut row.gain {
                    gain.note = note;
                }
            }
        }
        // Who wants no AI wants none here either (P-25), and what may only be stored may only be stored here too.
        for Written { lead, row, .. } in &self.written {
            let switches = [
                (Switch::AiPaused, row.ai_paused),
                (Switch::Restricted, row.restricted),
                (Switch::MaybeMinor, row.maybe_minor),
            ];
            for (switch, _) in switches.into_iter().filter(|(_, on)| *on) {
                leads::turn_switch(self.tx, self.core, &self.scope, *lead, switch, true).await?;
            }
        }
        let consents: Vec<_> = self
            .written
            .iter()
            .map(|row| consent::Imported {
                lead: row.lead,
                is_new: row.is_new,
                consent: row.row.consent,
                evidence: &row.row.consent_evidence,
                has_ledger: self.has_ledger,
            })
            .collect();
        consent::record_imported(self.tx, self.core, &self.scope, &consents).await
    }

    /// Marks the leads with a revision, and says what became of the rows. A lead that an earlier batch made and this
    /// one joined to is marked anew, unless somebody edited it in between.
    async fn outcomes(self) -> Result<Vec<RowOutcome>> {
        let mut ids: Vec<LeadId> = self.written.iter().filter(|row| row.is_new).map(|row| row.lead).collect();
        ids.extend(self.changed.iter().map(|(id, _)| *id));
        if ids.is_empty() && self.written.is_empty() {
            return Ok(Vec::new());
        }
        let revision = leads::touch(self.tx, self.core, self.scope.account, &ids).await?;
        outcomes::move_revisions(self.tx, self.scope.account, self.id, &self.changed, revision).await?;
        let outcome = |row: Written| match (row.is_new, row.gain.filter(|gain| *gain != Gain::default())) {
            (true, _) => RowOutcome::created(row.row.row, row.lead, revision),
            (false, gain) => RowOutcome::joined(row.row.row, row.lead, revision, gain),
        };
        Ok(self.written.into_iter().map(outcome).collect())
    }
}

/// Whom the cells of a rejected row name.
fn mentioned(row: &StoredRow) -> ImportedLead {
    ImportedLead {
        row: row.number,
        emails: row.cells().iter().flat_map(|cell| EmailAddress::split(cell)).collect(),
        phones: row.cells().iter().flat_map(|cell| PhoneNumber::split(cell)).collect(),
        ..ImportedLead::default()
    }
}

/// The lead that a row becomes.
fn new_lead(imported: &ImportedLead, import: ImportId) -> NewLead {
    let known = imported.preferences.as_deref().cloned().unwrap_or_default();
    let preferences = Facts { budget: imported.budget, timeline: imported.timeline, ..known };
    NewLead {
        record: LeadRecord {
            name: imported.name(),
            emails: imported.emails.clone(),
            phones: imported.phones.clone(),
            address: imported.address.clone(),
            deal_type: imported.deal_type,
            source: imported.source.clone(),
            tags: imported.tags.clone(),
            preferences,
            stated_zone: imported.stated_zone.clone(),
            ..LeadRecord::default()
        },
        stage: Stage::from_other_tool(&imported.stage_raw),
        import: Some(import),
    }
}
