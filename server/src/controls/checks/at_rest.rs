//! A canary in every byte on disk (P-01).

use crate::{
    Core, Result,
    controls::{Outcome, repository::plant, search::Searcher},
    vault::fill_random,
};
use sea_orm::{ConnectionTrait, DatabaseBackend, Statement};
use std::{
    collections::HashSet,
    io,
    path::{Path, PathBuf},
};

/// Plants one more canary and looks for all of them.
pub async fn check(core: &Core) -> Result<Outcome> {
    let words = plant(core, word()).await?;
    let settings = &core.settings;
    let mut places =
        [&settings.data_dir, &settings.backup_dir, &settings.key_backup_dir].map(Clone::clone).to_vec();
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
        (Err(_) | Ok(Err(_)), _) => Outcome::fail(
            "Some files could not be searched: the server must be able to read its own folders.",
        ),
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
fn search(words: &[String], places: &[PathBuf]) -> io::Result<Vec<String>> {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let searcher = Searcher::new(&words);
    let mut found = Vec::new();
    for place in places {
        for file in files_under(place)? {
            for hit in there(searcher.find_in_file(&file))?.into_iter().flatten() {
                let form = hit.rsplit(" as ").next().unwrap_or_default();
                let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
                found.push(format!("{name} as {form}"));
            }
        }
    }
    Ok(found)
}

/// Every file in a folder and below it, or the file itself; each once, also behind links. What is not there, or goes
/// meanwhile, is nothing; what may not be read is an error, because a word could be in it.
fn files_under(place: &Path) -> io::Result<Vec<PathBuf>> {
    let (mut left, mut seen, mut files) = (vec![place.to_owned()], HashSet::new(), Vec::new());
    while let Some(path) = left.pop() {
        let Some(path) = there(path.canonicalize())? else { continue };
        if !seen.insert(path.clone()) {
            continue;
        }
        let Some(kind) = there(path.metadata())? else { continue };
        if kind.is_file() {
            files.push(path);
        } else if kind.is_dir() {
            for entry in there(path.read_dir())?.into_iter().flatten() {
                left.push(entry?.path());
            }
        }
    }
    Ok(files)
}

fn there<T>(found: io::Result<T>) -> io::Result<Option<T>> {
    match found {
        Ok(found) => Ok(Some(found)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
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
    let mut wal = files_under(&folder.join("pg_wal")).ok()?;
    wal.retain(|file| file.file_name().is_some_and(|name| *name <= *segment));
    wal.sort();
    let database = files_under(&folder.join("base").join(oid)).ok()?;
    (!database.is_empty()).then(|| wal.into_iter().rev().take(3).chain(database).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn p01_files_behind_links_are_searched_once_and_circles_end() {
        let folder = tempfile::tempdir().unwrap();
        let (real, linked) = (folder.path().join("real"), folder.path().join("linked"));
        std::fs::create_dir(&real).unwrap();
        std::fs::write(real.join("sealed.db"), "quillfeather").unwrap();
        std::os::unix::fs::symlink(&real, &linked).unwrap();
        std::os::unix::fs::symlink(&linked, real.join("circle")).unwrap();
        assert_eq!(files_under(&linked).unwrap(), [real.canonicalize().unwrap().join("sealed.db")]);
        let found = search(&["quillfeather".to_owned()], &[linked]).unwrap();
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(files_under(&folder.path().join("nothing")).unwrap().is_empty());
    }
}
