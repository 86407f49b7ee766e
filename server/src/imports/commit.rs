//! Writing the rows of an import: a job, batch by batch.

use super::{
    analysis::{Analysis, JoinedTo, Read, analyse, read},
    entity::import,
    known::Known,
    record::{ImportRecord, ImportState},
    repository::{self, RowOutcome},
    service,
    stored::{ROWS_PER_CHUNK, StoredRow},
};
use crate::{
    Actor, Core, Result, Scope,
    audit::{self, Entry, Subject},
    consent, conversations,
    jobs::{self, Claimed, Outcome},
    leads::{self, LeadRecord, NewLead, directory::directory},
    live::Event,
};
use realtoros_domain::{
    ChannelSet, Stage,
    facts::Facts,
    ids::{ImportId, LeadId},
    imports::{ConsentState, ImportContext, ImportedLead},
};
use sea_orm::{ActiveValue::Set, DatabaseTransaction};
use std::collections::HashMap;
use uuid::Uuid;

/// Performs the job. Run again after a crash, it goes on where the last whole batch ended.
pub async fn perform(core: &Core, job: &Claimed) -> Result<Outcome> {
    let scope = Scope { account: job.account, actor: Actor::Job(job.id) };
    let id: ImportId = job.subject()?;
    let (row, record) = repository::load(core.db.read(), core, job.account, id).await?;
    if ImportState::parse(&row.state) != ImportState::Running {
        return Ok(Outcome::Canceled);
    }
    let context = service::context(core, &scope).await?;
    let directory = directory(core, &scope).await?;
    let analysis = analyse(core, job.account, id, &record, &context, &Known::new(&directory)).await?;
    let mut run = Run { core, scope, id, record, context, analysis, leads: HashMap::new() };

    let first_chunk = usize::try_from(row.next_row - 1).unwrap_or_default() / ROWS_PER_CHUNK;
    for seq in u32::try_from(first_chunk).unwrap_or(u32::MAX).. {
        let Some(mut rows) = repository::chunk(core.db.read(), core, job.account, id, seq).await? else { break };
        rows.retain(|stored| i64::from(stored.number) >= row.next_row);
        let last = rows.last().map_or(0, |row| i64::from(row.number));
        if !jobs::progress(core, job.id, last, row.rows_total).await? {
            return Ok(Outcome::Canceled);
        }
        run.batch(rows).await?;
        core.live.send(job.account, Event::Jobs);
    }
    run.finish().await?;
    core.live.send(job.account, Event::Leads);
    Ok(Outcome::Done)
}

struct Run<'a> {
    core: &'a Core,
    scope: Scope,
    id: ImportId,
    record: ImportRecord,
    context: ImportContext,
    analysis: Analysis,
    /// The leads that rows of this run have become.
    leads: HashMap<u32, LeadId>,
}

impl Run<'_> {
    /// Writes a batch and moves the import's mark, in one transaction.
    async fn batch(&mut self, rows: Vec<StoredRow>) -> Result<()> {
        let Some(next) = rows.last().map(|row| i64::from(row.number) + 1) else { return Ok(()) };
        let (mut new, mut joined, mut outcomes) = (Vec::new(), Vec::new(), Vec::new());
        for row in rows {
            match read(&self.record, &row, &self.context) {
                Read::Lead(mut lead) => {
                    self.analysis.suppressions.apply(&mut lead);
                    match self.analysis.joined.get(&lead.row) {
                        None => new.push(*lead),
                        Some(target) => joined.push((*target, *lead)),
                    }
                }
                Read::Rejected(reason) => outcomes.push(RowOutcome {
                    number: row.number,
                    outcome: "rejected",
                    lead: None,
                    reason: reason.to_string(),
                    cells: row.content.ok(),
                }),
                Read::OptOut(_) | Read::Nothing => {}
            }
        }
        let counts = [new.len(), joined.len(), outcomes.len()].map(|n| i64::try_from(n).unwrap_or_default());
        let tx = self.core.db.begin().await?;
        self.create(&tx, new, &mut outcomes).await?;
        for (target, lead) in joined {
            self.join(&tx, target, lead, &mut outcomes).await?;
        }
        let account = self.scope.account;
        repository::insert_outcomes(&tx, self.core, account, self.id, outcomes).await?;
        let (row, _) = repository::load(&tx, self.core, account, self.id).await?;
        let columns = import::ActiveModel {
            id: Set(self.id.0),
            next_row: Set(next),
            rows_new: Set(row.rows_new + counts[0]),
            rows_duplicate: Set(row.rows_duplicate + counts[1]),
            rows_rejected: Set(row.rows_rejected + counts[2]),
            ..Default::default()
        };
        repository::update(&tx, self.core, columns).await?;
        Ok(tx.commit().await?)
    }

    async fn create(
        &mut self,
        tx: &DatabaseTransaction,
        imported: Vec<ImportedLead>,
        outcomes: &mut Vec<RowOutcome>,
    ) -> Result<()> {
        if imported.is_empty() {
            return Ok(());
        }
        let new = imported.iter().map(|lead| new_lead(lead, self.id)).collect();
        let ids = leads::create_batch(tx, self.core, &self.scope, new).await?;
        for (id, lead) in ids.iter().zip(&imported) {
            self.leads.insert(lead.row, *id);
            self.keep_evidence(tx, *id, lead).await?;
        }
        let revision = leads::touch(tx, self.core, self.scope.account, &ids).await?;
        outcomes.extend(ids.iter().zip(&imported).map(|(id, lead)| outcome(lead.row, "created", id.0, revision)));
        Ok(())
    }

    /// Adds what a row knows to a lead that is there already.
    async fn join(
        &mut self,
        tx: &DatabaseTransaction,
        target: JoinedTo,
        lead: ImportedLead,
        outcomes: &mut Vec<RowOutcome>,
    ) -> Result<()> {
        let id = match target {
            JoinedTo::Lead(id) => Some(id),
            JoinedTo::Row(row) => match self.leads.get(&row) {
                Some(id) => Some(*id),
                None => repository::lead_of_row(tx, self.id, row).await?.map(LeadId),
            },
        };
        let Some(id) = id else {
            return self.create(tx, vec![lead], outcomes).await;
        };
        let record = new_lead(&lead, self.id).record;
        leads::update_record_in(tx, self.core, &self.scope, id, |known| Ok(known.absorb(record))).await?;
        self.keep_evidence(tx, id, &lead).await?;
        let revision = leads::touch(tx, self.core, self.scope.account, &[id]).await?;
        outcomes.push(outcome(lead.row, "joined", id.0, revision));
        Ok(())
    }

    /// Notes, opt-outs, and what the row proves about consent; an import opts nobody in (P-41).
    async fn keep_evidence(&self, tx: &DatabaseTransaction, id: LeadId, lead: &ImportedLead) -> Result<()> {
        let (core, scope) = (self.core, &self.scope);
        if !lead.notes.is_empty() {
            conversations::note_in(tx, core, scope, id, &lead.notes).await?;
        }
        for channel in lead.consent.channels(ConsentState::OptedOut).iter() {
            consent::suppress_lead(tx, core, scope, id, channel, "import").await?;
        }
        for channel in lead.consent.channels(ConsentState::Review).iter() {
            consent::ask_for_review(tx, core, scope, id, channel, "import").await?;
        }
        for channel in lead.consent.channels(ConsentState::EvidenceExpressWritten).iter() {
            consent::record_import_evidence(tx, core, scope, id, channel, &lead.consent_evidence).await?;
        }
        Ok(())
    }

    /// Keeps opt-outs of numbers and addresses that no lead has, and drops the stored file.
    async fn finish(&self) -> Result<()> {
        let tx = self.core.db.begin().await?;
        for suppression in self.analysis.suppressions.without_lead() {
            let channels = suppression.channels.into_iter().fold(ChannelSet::NONE, ChannelSet::with);
            consent::suppress_point(&tx, self.core, &self.scope, &suppression.point, channels, "import").await?;
        }
        repository::delete_chunks(&tx, self.id).await?;
        let state = Set(ImportState::Done.as_str().to_owned());
        let opted_out = Set(i64::try_from(self.analysis.counts.opted_out).unwrap_or_default());
        let columns =
            import::ActiveModel { id: Set(self.id.0), state, rows_opted_out: opted_out, ..Default::default() };
        repository::update(&tx, self.core, columns).await?;
        let entry = Entry::new("import.done", Subject::one("import", self.id));
        audit::record(&tx, self.core, &self.scope, entry).await?;
        Ok(tx.commit().await?)
    }
}

const fn outcome(number: u32, outcome: &'static str, lead: Uuid, revision: i64) -> RowOutcome {
    RowOutcome { number, outcome, lead: Some((lead, revision)), reason: String::new(), cells: None }
}

/// The lead that a row becomes.
fn new_lead(imported: &ImportedLead, import: ImportId) -> NewLead {
    let preferences =
        Facts { budget: imported.budget, timeline: imported.timeline, ..Facts::default() };
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
            stated_zone: None,
        },
        stage: Stage::from_other_tool(&imported.stage_raw),
        import: Some(import),
    }
}
