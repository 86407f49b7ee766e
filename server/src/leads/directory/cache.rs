//! The directories in memory.

use super::{Directory, Row};
use crate::{
    Core, Result, Scope, consent,
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
pub struct Directories(Arc<Mutex<HashMap<AccountId, Arc<Directory>>>>);

impl Directories {
    fn get(&self, account: AccountId) -> Option<Arc<Directory>> {
        self.lock().get(&account).cloned()
    }

    fn put(&self, account: AccountId, directory: Arc<Directory>) {
        let mut all = self.lock();
        if all.len() >= MOST && !all.contains_key(&account) {
            all.clear();
        }
        all.insert(account, directory);
    }

    /// Forgets the leads of an account that ends (P-57).
    pub fn forget(&self, account: AccountId) {
        self.lock().remove(&account);
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<AccountId, Arc<Directory>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The directory of the caller's account, as it is now.
pub async fn directory(core: &Core, scope: &Scope) -> Result<Arc<Directory>> {
    let (account, conn) = (scope.account, core.db.read());
    let revision = repository::revision(conn, account).await?;
    let known = core.directories.get(account);
    if let Some(directory) = known.as_ref().filter(|directory| directory.revision == revision) {
        return Ok(directory.clone());
    }
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

async fn rows(core: &Core, account: AccountId, leads: Vec<Lead>) -> Result<Vec<Row>> {
    let mut reach = consent::reach(core.db.read(), core, account, &leads).await?;
    Ok(leads
        .into_iter()
        .map(|lead| {
            let reach = reach.remove(&lead.id).unwrap_or_default();
            Row::new(lead, reach)
        })
        .collect())
}
