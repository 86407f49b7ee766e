//! The rows that could not be used, for the realtor to mend.

use super::{outcomes, record::ImportRecord, repository, stored::mapping};
use crate::{
    Core, Error, Result, Scope,
    audit::{Entry, Subject},
};
use realtoros_domain::{
    ids::ImportId,
    imports::{Mapping, escape_for_export},
};

/// How many rows are read at a time.
const PAGE: u64 = 2_000;

/// The rejected rows as CSV: number, reason, and the cells that may be kept, under the names of their columns. The rows of
/// each sheet stand below a line with its names.
pub async fn rejected_csv(core: &Core, scope: &Scope, id: ImportId) -> Result<String> {
    let (_, record) = repository::load(core.db.read(), core, scope.account, id).await?;
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    let failed = |error: csv::Error| Error::Internal(format!("writing CSV: {error}"));
    let (mut after, mut table) = (0, None);
    loop {
        let rows = outcomes::list(core.db.read(), scope.account, id, "rejected", after, PAGE).await?;
        if rows.is_empty() {
            break;
        }
        for row in rows {
            let own = record.table_of(row.number);
            if after == 0 || table != own {
                table = own;
                let names = columns(&record, table);
                let names = names.iter().map(|name| escape_for_export(name).into_owned());
                let names = ["row", "reason"].map(str::to_owned).into_iter().chain(names);
                writer.write_record(names).map_err(failed)?;
            }
            after = row.number;
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

/// The names of the columns of a table.
fn columns(record: &ImportRecord, table: Option<usize>) -> Vec<String> {
    let table = table.and_then(|at| record.tables.get(at));
    let columns = table.and_then(|table| mapping(&table.plan)).map(Mapping::columns).unwrap_or_default();
    columns.iter().map(|column| column.header.clone()).collect()
}
