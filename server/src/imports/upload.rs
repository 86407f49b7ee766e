//! Taking a file in: read once, stripped of what may not be kept, stored sealed, and counted.

use super::{
    analysis::analyse,
    known::Known,
    reader::{self, FileProblem, TablePlan},
    record::{ImportRecord, TableRecord},
    repository, service,
    stored::{ROWS_PER_CHUNK, StoredRow, keep, mapping},
};
use crate::{
    Core, Error, Result, Scope,
    audit::{self, Entry, Subject},
    leads::directory::directory,
};
use realtoros_domain::{
    ids::{AccountId, ImportId},
    imports::{ImportCounts, Mapping, RejectReason},
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
    let account = scope.account;
    let remembered = remembered_mappings(core, scope, file_name, &bytes).await?;
    let (sender, mut parts) = mpsc::channel(4);
    let name = file_name.to_owned();
    let reading = tokio::task::spawn_blocking(move || read_file(&name, &bytes, &remembered, &sender));

    let id = ImportId(core.new_id());
    let stored = store(core, account, id, &mut parts).await;
    let read = reading.await.map_err(|error| Error::Internal(format!("reading an import failed: {error}")));
    let outcome = read.and_then(|read| read.map_err(|problem| Error::invalid(problem.to_string())));
    let (rows, record) = match outcome.and(stored) {
        Ok(stored) => stored,
        Err(error) => {
            repository::delete_chunks(core.db.write(), id).await?;
            return Err(error);
        }
    };
    let tx = core.db.begin().await?;
    repository::insert(&tx, core, account, id, rows, &record).await?;
    let entry = Entry::new("import.uploaded", Subject::one("import", id)).with(format!("rows={rows}"));
    audit::record(&tx, core, scope, entry).await?;
    tx.commit().await?;
    dry_run(core, scope, id, record).await?;
    Ok(id)
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

/// Counts what the import would do, and stores the figures with it.
pub async fn dry_run(core: &Core, scope: &Scope, id: ImportId, mut record: ImportRecord) -> Result<()> {
    let directory = directory(core, scope).await?;
    let context = service::context(core, scope).await?;
    let analysis = analyse(core, scope.account, id, &record, &context, &Known::new(&directory)).await?;
    record.counts = analysis.counts;
    record.known = analysis.known;
    let tx = core.db.begin().await?;
    repository::save_record(&tx, core, scope.account, id, &record).await?;
    Ok(tx.commit().await?)
}

/// The corrections that the account made earlier, for the tables of this file.
async fn remembered_mappings(
    core: &Core,
    scope: &Scope,
    name: &str,
    bytes: &[u8],
) -> Result<Vec<Option<Mapping>>> {
    let headers: Vec<Vec<String>> = reader::open(name, bytes)
        .map_err(|problem| Error::invalid(problem.to_string()))?
        .tables
        .into_iter()
        .map(|table| table.headers)
        .collect();
    let mut remembered = Vec::with_capacity(headers.len());
    for headers in &headers {
        remembered.push(repository::remembered(core.db.read(), core, scope.account, headers).await?);
    }
    Ok(remembered)
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
        if let (TablePlan::Leads(mapping) | TablePlan::Unknown(mapping), Some(remembered)) = (table, remembered) {
            *mapping = remembered.clone();
        }
    }
    if plan.tables.iter().all(|table| matches!(table, TablePlan::Unknown(_))) && plan.tables.len() != 1 {
        return Err(FileProblem::WrongFormat("a file without e-mail addresses and telephone numbers"));
    }
    let (mut chunk, mut number, mut cut_off) = (Vec::new(), 0_u32, false);
    for at in 0..file.tables.len() {
        let columns = plan.tables.get(at).and_then(mapping);
        let mut rows = file.rows(at)?;
        for row in &mut rows {
            number = number.saturating_add(1);
            let content = match row {
                Ok(row) => columns.map_or(Ok(row.cells.clone()), |mapping| keep(mapping, row.cells)),
                Err(rejected) => Err(rejected.reason),
            };
            chunk.push(StoredRow { table: at, number, content });
            if chunk.len() == ROWS_PER_CHUNK && sender.blocking_send(Part::Chunk(std::mem::take(&mut chunk))).is_err() {
                return Ok(());
            }
        }
        cut_off |= rows.is_cut_off();
    }
    let tables = std::mem::take(&mut file.tables).into_iter().zip(plan.tables).map(|(table, plan)| TableRecord {
        sheet: table.sheet,
        sample: table.sample.into_iter().take(5).filter_map(|cells| kept_sample(&plan, cells).ok()).collect(),
        plan,
    });
    let record = ImportRecord {
        file_name: name.to_owned(),
        wrong_extension: file.wrong_extension,
        cut_off,
        tables: tables.collect(),
        counts: ImportCounts::default(),
        known: 0,
    };
    for part in [Part::Chunk(chunk), Part::End(record)] {
        if sender.blocking_send(part).is_err() {
            break;
        }
    }
    Ok(())
}

fn kept_sample(plan: &TablePlan, cells: Vec<String>) -> Result<Vec<String>, RejectReason> {
    mapping(plan).map_or(Ok(cells.clone()), |mapping| keep(mapping, cells))
}
