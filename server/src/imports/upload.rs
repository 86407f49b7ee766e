//! Taking a file in: read once, stripped of what may not be kept, stored sealed, and counted.

use super::{
    analysis::analyse,
    known::Known,
    reader::{self, FileProblem, TablePlan},
    record::{ImportRecord, TableRecord},
    remembered, repository, service,
    stored::{BYTES_PER_CHUNK, Keep, ROWS_PER_CHUNK, StoredRow, planned},
};
use crate::{
    Core, Error, Result, Scope,
    audit::{self, Entry, Subject, signing},
    leads::directory::directory,
};
use realtoros_domain::{
    ids::{AccountId, ImportId},
    imports::{ImportCounts, Mapping, Target},
};
use tokio::sync::mpsc;

/// What the reading thread hands over.
enum Part {
    /// Rows.
    Chunk(Vec<StoredRow>),
    /// Everything else, at the end.
    End(ImportRecord),
}

/// Takes a file in and makes the dry run. A file that cannot be used leaves nothing behind.
pub async fn upload(core: &Core, scope: &Scope, file_name: &str, bytes: Vec<u8>) -> Result<ImportId> {
    let id = ImportId(core.new_id());
    let outcome = take_in(core, scope, id, file_name.to_owned(), bytes).await;
    if outcome.is_err() {
        repository::delete_chunks(core.db.write(), scope.account, id).await?;
    }
    outcome.map(|()| id)
}

async fn take_in(core: &Core, scope: &Scope, id: ImportId, name: String, bytes: Vec<u8>) -> Result<()> {
    let (headers, signed, name, bytes) = in_background(move || {
        let file = reader::open(&name, &bytes)?;
        let signed = file.signed_manifest();
        let headers: Vec<Vec<String>> = file.tables.into_iter().map(|table| table.headers).collect();
        Ok((headers, signed, name, bytes))
    })
    .await?;
    // Whoever can read the file can write another: only our own signature makes its ledger evidence (P-41).
    let signed_by_us = match signed {
        Some(signed) => signed.verified(&signing::public_keys(core.db.read(), core).await?),
        None => None,
    };
    let mut mappings = Vec::with_capacity(headers.len());
    for headers in &headers {
        mappings.push(remembered::recall(core.db.read(), core, scope.account, headers).await?);
    }
    let (sender, mut parts) = mpsc::channel(4);
    let reading = in_background(move || read_file(&name, &bytes, &mappings, &sender));
    let (read, stored) = tokio::join!(reading, store(core, scope.account, id, &mut parts));
    let (rows, record) = read.and(stored)?;
    let record = ImportRecord { signed_by_us, ..record };
    let record = dry_run(core, scope, id, record).await?;

    let tx = core.db.begin().await?;
    repository::insert(&tx, core, scope.account, id, rows, &record).await?;
    let entry = Entry::new("import.uploaded", Subject::one("import", id)).with(format!("rows={rows}"));
    audit::record(&tx, core, scope, entry).await?;
    Ok(tx.commit().await?)
}

/// Reading is work for the processor: it must not keep other requests waiting.
async fn in_background<T: Send + 'static>(
    read: impl FnOnce() -> Result<T, FileProblem> + Send + 'static,
) -> Result<T> {
    let read = tokio::task::spawn_blocking(read).await;
    let read = read.map_err(|error| Error::Internal(format!("reading an import failed: {error}")))?;
    read.map_err(|problem| Error::invalid(problem.to_string()))
}

/// Stores chunks as they come, each by itself, so that a long file never keeps others from writing. Chunks without an
/// import are swept away at the next start.
async fn store(
    core: &Core,
    account: AccountId,
    id: ImportId,
    parts: &mut mpsc::Receiver<Part>,
) -> Result<(i64, ImportRecord)> {
    let (mut seq, mut rows) = (0, 0);
    while let Some(part) = parts.recv().await {
        match part {
            Part::Chunk(chunk) => {
                rows += i64::try_from(chunk.len()).unwrap_or_default();
                repository::insert_chunk(core.db.write(), core, account, id, seq, &chunk).await?;
                seq += 1;
            }
            Part::End(record) => return Ok((rows, record)),
        }
    }
    Err(Error::Internal("an import ended without a record".to_owned()))
}

/// Counts what the import would do.
pub async fn dry_run(
    core: &Core,
    scope: &Scope,
    id: ImportId,
    mut record: ImportRecord,
) -> Result<ImportRecord> {
    let directory = directory(core, scope).await?;
    let context = service::context(core, scope).await?;
    let analysis = analyse(core, scope.account, id, &record, &context, &Known::new(&directory), None).await?;
    record.counts = analysis.counts;
    record.known = analysis.known;
    Ok(record)
}

fn read_file(
    name: &str,
    bytes: &[u8],
    remembered: &[Option<Mapping>],
    sender: &mpsc::Sender<Part>,
) -> Result<(), FileProblem> {
    let mut file = reader::open(name, bytes)?;
    let mut plan = reader::prepare(name, &file);
    for (table, remembered) in plan.tables.iter_mut().zip(remembered) {
        if let (TablePlan::Leads(mapping) | TablePlan::Unknown(mapping), Some(remembered)) =
            (&mut *table, remembered)
        {
            *table = planned(recalled(mapping.clone(), remembered));
        }
    }
    if plan.tables.iter().all(|table| matches!(table, TablePlan::Unknown(_))) && plan.tables.len() != 1 {
        return Err(FileProblem::WrongFormat("a file without e-mail addresses and telephone numbers"));
    }
    let keeps: Vec<Keep> =
        file.tables.iter().zip(&plan.tables).map(|(table, plan)| Keep::new(plan, &table.headers)).collect();
    let (mut chunk, mut size, mut number, mut cut_off) = (Vec::new(), 0, 0_u32, false);
    let mut ends = Vec::with_capacity(keeps.len());
    for (at, keep) in keeps.iter().enumerate() {
        let mut rows = file.rows(at)?;
        for row in &mut rows {
            number = number.saturating_add(1);
            let row = keep.row(at, number, row);
            size += row.cells().iter().map(String::len).sum::<usize>();
            chunk.push(row);
            if chunk.len() < ROWS_PER_CHUNK && size < BYTES_PER_CHUNK {
                continue;
            }
            if sender.blocking_send(Part::Chunk(std::mem::take(&mut chunk))).is_err() {
                return Ok(());
            }
            size = 0;
        }
        cut_off |= rows.is_cut_off();
        ends.push(number);
    }
    let tables = std::mem::take(&mut file.tables).into_iter().zip(plan.tables).zip(keeps).zip(ends);
    let tables = tables.map(|(((table, plan), keep), end)| TableRecord {
        sheet: table.sheet,
        plan,
        sample: keep.sample(table.sample),
        end: Some(end),
    });
    let record = ImportRecord {
        file_name: name.to_owned(),
        wrong_extension: file.wrong_extension,
        cut_off,
        tables: tables.collect(),
        counts: ImportCounts::default(),
        known: 0,
        signed_by_us: None,
    };
    for part in [Part::Chunk(chunk), Part::End(record)] {
        if sender.blocking_send(part).is_err() {
            break;
        }
    }
    Ok(())
}

/// The suggested mapping with what the realtor chose for these columns earlier. What is sensitive stays refused.
fn recalled(mut suggested: Mapping, remembered: &Mapping) -> Mapping {
    for (at, column) in remembered.columns().iter().enumerate() {
        let field = match column.target {
            Target::Field(field) => Some(field),
            Target::Ignored | Target::Refused => None,
        };
        let _ = suggested.set(at, field);
    }
    suggested
}
