//! The database as it is, held against the map.

use super::columns;
use crate::{Core, Result};
use sea_orm::{ConnectionTrait, DatabaseBackend, Statement};
use std::collections::{BTreeMap, BTreeSet};

/// `SeaORM`'s own list of applied migrations: names and times of our code, nothing of anybody.
const NOT_OURS: &str = "seaql_migrations";

/// The type of every column of the database, in lower case, by table and column.
pub async fn schema(core: &Core) -> Result<BTreeMap<(String, String), String>> {
    let sql = match core.db.backend() {
        DatabaseBackend::Sqlite => {
            "SELECT m.name AS t, p.name AS c, lower(p.type) AS k FROM sqlite_master m \
             JOIN pragma_table_info(m.name) p WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'"
        }
        // The catalogue itself: the views of information_schema hide what the role may not read.
        _ => {
            "SELECT c.relname::text AS t, a.attname::text AS c, format_type(a.atttypid, NULL) AS k \
             FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped \
             WHERE c.relkind IN ('r', 'p') AND c.relnamespace = current_schema()::regnamespace"
        }
    };
    let rows = core.db.read().query_all_raw(Statement::from_string(core.db.backend(), sql)).await?;
    let mut schema = BTreeMap::new();
    for row in rows {
        let (table, column): (String, String) = (row.try_get("", "t")?, row.try_get("", "c")?);
        if table != NOT_OURS {
            schema.insert((table, column), row.try_get("", "k")?);
        }
    }
    Ok(schema)
}

/// Where the map and the database differ, one `table.column` each: what the map does not know, and what is only there.
pub async fn differences(core: &Core) -> Result<Vec<String>> {
    let schema = schema(core).await?;
    let real: BTreeSet<(&str, &str)> = schema.keys().map(|(t, c)| (t.as_str(), c.as_str())).collect();
    let mapped: BTreeSet<(&str, &str)> = columns().map(|(t, c)| (t.name, c.name)).collect();
    Ok(real.symmetric_difference(&mapped).map(|(table, column)| format!("{table}.{column}")).collect())
}
