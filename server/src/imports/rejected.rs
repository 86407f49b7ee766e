//! The rows that could not be used, for the realtor to mend.

use super::{outcomes, record::ImportRecord, repository, stored::mapping};
use crate::{
    Core, Error, Result, Scope,
    audit::{Entry, Subject},
};
use realtoros_domain::{ids::ImportId, imports::escape_for_export};

/// How many rows are read at a time.
const PAGE: u64 = 2_000;

/// The rejected rows as CSV: number, reason, and the cells that may be kept, under the names of their columns.
pub async fn rejected_csv(core: &Core, scope: &Scope, id: ImportId) -> Result<String> {
    let (_, record) = repository::load(core.db.read(), core, scope.account, id).await?;
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    let failed = |error: csv::Error| Error::Internal(format!("writing CSV: {error}"));
    let names = columns(&record);
    let names = names.iter().map(|name| escape_for_export(name).into_owned());
    writer.write_record(["row", "reason"].map(str::to_owned).into_iter().chain(names)).map_err(failed)?;
    let mut after = 0;
    loop {
        let rows = outcomes::list(core.db.read(), scope.account, id, "rejected", after, PAGE).await?;
        let Some(last) = rows.last() else { break };
        after = last.number;
        for row in rows {
            let cells = outcomes::cells(core.db.read(), core, scope.account, &row).await?;
            let cells = cells.iter().map(|cell| escape_for_export(cell).into_owned());
            writer
                .write_record([row.number.to_string(), row.reason].into_iter().chain(cells))
                .map_err(failed)?;
        }
    }
    core.reads.note(scope, Entry::new("import.rejected_read", Subject::one("import", id)));
    let bytes = writer.into_inner().map_err(|error| Error::Internal(error.to_string()))?;
    String::from_utf8(bytes).map_err(|error| Error::Internal(error.to_string()))
}

/// The names of the columns, where all rows have the same: a file with several sheets has none for all.
fn columns(record: &ImportRecord) -> Vec<String> {
    let [table] = record.tables.as_slice() else { return Vec::new() };
    let columns = mapping(&table.plan).map(|mapping| mapping.columns()).unwrap_or_default();
    columns.iter().map(|column| column.header.clone()).collect()
}
