//! Where bytes may have come to rest.

use super::log;
use crate::{controls::search::Searcher, testing::TestCore};
use sea_orm::{ConnectionTrait, DatabaseBackend, Statement};
use std::path::{Path, PathBuf};

/// What is found, and where.
pub async fn findings(core: &TestCore, searcher: &Searcher) -> Vec<String> {
    let mut found = Vec::new();
    let mut look = |place: &str, bytes: &[u8]| {
        found.extend(searcher.find(bytes).into_iter().map(|what| format!("{place}: {what}")));
    };
    look("log", log::lines().as_bytes());
    let mut files = files_under(core.folder.path());
    if core.db.backend() == DatabaseBackend::Postgres {
        for (table, rows) in rows(core).await {
            look(&table, rows.as_bytes());
        }
        files.extend(postgres_files(core).await);
    }
    for file in files {
        // A file may go while others are read: PostgreSQL removes old ones.
        look(&file.display().to_string(), &std::fs::read(&file).unwrap_or_default());
    }
    found
}

fn files_under(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.filter_map(Result::ok).map(|entry| entry.path());
    paths.flat_map(|path| if path.is_dir() { files_under(&path) } else { vec![path] }).collect()
}

async fn texts(core: &TestCore, sql: &str) -> Vec<String> {
    let statement = Statement::from_string(DatabaseBackend::Postgres, sql);
    let owner = core.db.as_owner().await.expect("the owner");
    let rows = owner.query_all_raw(statement).await.expect(sql);
    rows.iter().filter_map(|row| row.try_get_by_index::<Option<String>>(0).expect("a text")).collect()
}

/// Every row of every table as PostgreSQL writes it: compressed values are open, bytes are hexadecimal.
async fn rows(core: &TestCore) -> Vec<(String, String)> {
    let tables = texts(core, "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'").await;
    assert!(tables.len() > 20, "the tables are found: {tables:?}");
    let mut all = Vec::new();
    for table in tables {
        let rows = texts(core, &format!("SELECT t::text FROM \"{table}\" t")).await;
        all.push((table, rows.join("\n")));
    }
    all
}

/// The files of this database and the write-ahead log, where the server's folder is known.
async fn postgres_files(core: &TestCore) -> Vec<PathBuf> {
    let Some(data) = std::env::var_os("REALTOROS_TEST_POSTGRES_DATA").map(PathBuf::from) else {
        return Vec::new();
    };
    let owner = core.db.as_owner().await.expect("the owner");
    owner.execute_unprepared("CHECKPOINT").await.expect("a checkpoint");
    let oid = texts(core, "SELECT oid::text FROM pg_database WHERE datname = current_database()").await;
    let database = files_under(&data.join("base").join(&oid[0]));
    assert!(!database.is_empty(), "REALTOROS_TEST_POSTGRES_DATA is the folder of the server for tests");
    let now = texts(core, "SELECT pg_walfile_name(pg_current_wal_insert_lsn())").await;
    // The segment in use and the two before it: this test writes less than that.
    let mut wal = files_under(&data.join("pg_wal"));
    wal.retain(|file| file.file_name().is_some_and(|name| *name <= *now[0]));
    wal.sort();
    wal.into_iter().rev().take(3).chain(database).collect()
}
