//! A canary in every byte on disk (P-01).

use crate::{
    Core, Result,
    controls::{Outcome, repository::plant, search::Searcher},
    vault::fill_random,
};
use sea_orm::{ConnectionTrait, DatabaseBackend, Statement};
use std::path::{Path, PathBuf};

/// Plants one more canary and looks for all of them.
pub async fn check(core: &Core) -> Result<Outcome> {
    let words = plant(core, word()).await?;
    let mut places = vec![core.settings.data_dir.clone()];
    let mut unseen = None;
    match core.db.backend() {
        DatabaseBackend::Sqlite => places.extend(sqlite_files(&core.settings.database_url)),
        _ => match postgres_files(core).await {
            Some(files) => places.extend(files),
            None => unseen = Some("the files of PostgreSQL, which cannot be read from here"),
        },
    }
    let found = tokio::task::spawn_blocking(move || search(&words, &places)).await;
    Ok(match (found, unseen) {
        (Err(_) | Ok(Err(_)), _) => Outcome::fail("The files could not be searched."),
        (Ok(Ok(found)), _) if !found.is_empty() => {
            Outcome::fail(format!("A word that must be sealed is readable in {}.", found.join(", ")))
        }
        (_, Some(unseen)) => {
            Outcome::not_run(format!("The data directory was searched and is clean, but not {unseen}."))
        }
        _ => Outcome::Pass,
    })
}

/// Twenty letters that nobody writes.
fn word() -> String {
    let mut random = [0; 20];
    fill_random(&mut random);
    random.iter().map(|byte| char::from(b'a' + byte % 26)).collect()
}

/// The places in which a word is readable, and in which form; never the word.
fn search(words: &[String], places: &[PathBuf]) -> std::io::Result<Vec<String>> {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let searcher = Searcher::new(&words);
    let mut found = Vec::new();
    for file in places.iter().flat_map(|place| files_under(place)) {
        for hit in searcher.find_in_file(&file)? {
            let form = hit.rsplit(" as ").next().unwrap_or_default();
            let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
            found.push(format!("{name} as {form}"));
        }
    }
    Ok(found)
}

/// Every file in a folder and below it, or the file itself. Links are not followed.
fn files_under(place: &Path) -> Vec<PathBuf> {
    match std::fs::symlink_metadata(place) {
        Ok(it) if it.is_file() => vec![place.to_owned()],
        Ok(it) if it.is_dir() => {
            let entries = std::fs::read_dir(place).into_iter().flatten().filter_map(std::result::Result::ok);
            entries.flat_map(|entry| files_under(&entry.path())).collect()
        }
        _ => Vec::new(),
    }
}

/// The database, its write-ahead log and its shared memory, wherever they are.
fn sqlite_files(url: &str) -> Vec<PathBuf> {
    let path = url.trim_start_matches("sqlite://").split('?').next().unwrap_or_default();
    ["", "-wal", "-shm", "-journal"].iter().map(|end| PathBuf::from(format!("{path}{end}"))).collect()
}

/// The files of this database and the newest of the write-ahead log, if the server's folder is on this machine and may
/// be read.
async fn postgres_files(core: &Core) -> Option<Vec<PathBuf>> {
    let owner = core.db.as_owner().await.ok()?;
    let text = async |sql: &str| -> Option<String> {
        let row =
            owner.query_one_raw(Statement::from_string(DatabaseBackend::Postgres, sql)).await.ok()??;
        row.try_get_by_index(0).ok()
    };
    // What was just written shall be in the files, not only in the server's memory.
    owner.execute_unprepared("CHECKPOINT").await.ok()?;
    let folder = PathBuf::from(text("SELECT current_setting('data_directory')").await?);
    let oid = text("SELECT oid::text FROM pg_database WHERE datname = current_database()").await?;
    let segment = text("SELECT pg_walfile_name(pg_current_wal_insert_lsn())").await?;
    let mut wal = files_under(&folder.join("pg_wal"));
    wal.retain(|file| file.file_name().is_some_and(|name| *name <= *segment));
    wal.sort();
    let database = files_under(&folder.join("base").join(oid));
    (!database.is_empty()).then(|| wal.into_iter().rev().take(3).chain(database).collect())
}
