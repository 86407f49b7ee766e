//! The directories in memory.

use super::{Directory, Row};
use crate::{
    Core, Result, Scope, consent, db,
    leads::{Lead, repository},
};
use realtoros_domain::ids::AccountId;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// How many accounts' directories are kept at a time.
const MOST: usize = 256;

/// The directories of the accounts that are at work.
#[derive(Clone, Debug, Default)]
pub struct Directories {
    built: Arc<Mutex<HashMap<AccountId, Arc<Directory>>>>,
    /// Who builds the directory of an account; others wait for what comes of it.
    building: Arc<Mutex<HashMap<AccountId, Turn>>>,
}

type Turn = Arc<tokio::sync::Mutex<()>>;

impl Directories {
    fn get(&self, account: AccountId) -> Option<Arc<Directory>> {
        lock(&self.built).get(&account).cloned()
    }

    fn put(&self, account: AccountId, directory: Arc<Directory>) {
        let mut all = lock(&self.built);
        if all.len() >= MOST && !all.contains_key(&account) {
            all.clear();
        }
        all.insert(account, directory);
    }

    fn turn(&self, account: AccountId) -> Turn {
        let mut turns = lock(&self.building);
        if turns.len() >= MOST {
            // Whoever waits holds a turn of their own; the rest is forgotten.
            turns.retain(|_, turn| Arc::strong_count(turn) > 1);
        }
        turns.entry(account).or_default().clone()
    }

    /// Forgets the leads of an account that ends (P-57).
    pub fn forget(&self, account: AccountId) {
        lock(&self.built).remove(&account);
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The directory of the caller's account, as it is now.
pub async fn directory(core: &Core, scope: &Scope) -> Result<Arc<Directory>> {
    let account = scope.account;
    if let Ok(current) = known(core, account).await? {
        return Ok(current);
    }
    let turn = core.directories.turn(account);
    let _mine = turn.lock().await;
    match known(core, account).await? {
        Ok(current) => Ok(current),
        Err((revision, known)) => build(core, account, revision, known).await,
    }
}

/// The account's revision, and a directory of an older one if there is any.
type Outdated = (i64, Option<Arc<Directory>>);

/// The directory in memory, if it shows the account's revision.
async fn known(core: &Core, account: AccountId) -> Result<std::result::Result<Arc<Directory>, Outdated>> {
    let revision = repository::revision(core.db.read(), account).await?;
    Ok(match core.directories.get(account) {
        Some(directory) if directory.revision == revision => Ok(directory),
        older => Err((revision, older)),
    })
}

async fn build(
    core: &Core,
    account: AccountId,
    revision: i64,
    known: Option<Arc<Directory>>,
) -> Result<Arc<Directory>> {
    let conn = core.db.read();
    let since = known.as_ref().map_or(i64::MIN, |directory| directory.revision);
    let changed = repository::changed_since(conn, core, account, since).await?;
    let mut rows = rows(core, account, changed).await?;
    if let Some(known) = known {
        rows = known.rows_with(rows);
        if rows.len() != repository::count(conn, account).await? {
            // Leads have gone, and a list of changes cannot say which: build anew.
            let all = repository::changed_since(conn, core, account, i64::MIN).await?;
            rows = self::rows(core, account, all).await?;
        }
    }
    let directory = Arc::new(Directory::new(revision, rows));
    core.directories.put(account, directory.clone());
    Ok(directory)
}

async fn rows(core: &Core, account: AccountId, leads: Vec<Lead>) -> Result<Vec<Arc<Row>>> {
    let reach = Arc::new(consent::reach(core.db.read(), core, account, &leads).await?);
    db::apart(leads, move |lead| {
        let reach = reach.get(&lead.id).copied().unwrap_or_default();
        Ok(Arc::new(Row::new(lead, reach)))
    })
    .await
}
