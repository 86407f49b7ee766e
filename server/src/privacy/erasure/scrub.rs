//! A destroyed key must not lie on in places that a database no longer shows.

use crate::{Core, Result};
use sea_orm::{ConnectionTrait, DatabaseBackend, Statement};
use std::time::Duration;

/// How often a log that somebody still reads is tried again.
const TRIES: u32 = 20;
const PAUSE: Duration = Duration::from_millis(50);

/// Takes deleted bytes out of what lies beside the rows. On SQLite deleted cells are overwritten (`secure_delete`), and
/// this empties the write-ahead log, which had them from before. On PostgreSQL it vacuums the table of keys; what
/// remains there until pages are used again is said in `docs/operating.md`. Whether it could be done now; if not, the
/// job of the deletion tries again.
pub async fn scrub(core: &Core) -> bool {
    let done = match core.db.backend() {
        DatabaseBackend::Sqlite => empty_log(core).await,
        _ => vacuum(core).await,
    };
    done.unwrap_or_else(|error| {
        tracing::warn!(%error, "deleted keys could not be taken out of free pages; trying again later");
        false
    })
}

async fn empty_log(core: &Core) -> Result<bool> {
    for _ in 0..TRIES {
        let checkpoint =
            Statement::from_string(DatabaseBackend::Sqlite, "PRAGMA wal_checkpoint(TRUNCATE)".to_owned());
        let row = core.db.write().query_one_raw(checkpoint).await?;
        let busy: Option<i32> = row.map(|row| row.try_get_by_index(0)).transpose()?;
        if busy == Some(0) {
            return Ok(true);
        }
        tokio::time::sleep(PAUSE).await;
    }
    Ok(false)
}

async fn vacuum(core: &Core) -> Result<bool> {
    let owner = core.db.as_owner().await?;
    owner.execute_unprepared("VACUUM data_key").await?;
    owner.close().await?;
    Ok(true)
}
