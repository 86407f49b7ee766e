//! Reads of sealed data are recorded too, a few at a time, so that reading does not wait for writing.

use super::{Entry, record_all};
use crate::{Core, Result, Scope, accounts, db};
use std::sync::{Arc, Mutex, PoisonError};
use std::{collections::BTreeMap, time::Duration};

/// How long a read may wait to be recorded.
const FLUSH_EVERY: Duration = Duration::from_millis(500);

/// Collects reads and appends them to the chains in batches. See `docs/decisions/` on what a crash can lose.
#[derive(Clone, Debug, Default)]
pub struct ReadLog(Arc<Mutex<Vec<(Scope, Entry)>>>);

impl ReadLog {
    /// Notes that sealed data was read.
    pub fn note(&self, scope: &Scope, entry: Entry) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push((*scope, entry));
    }

    /// Appends what was noted. What cannot be written is noted again.
    pub async fn flush(&self, core: &Core) -> Result<()> {
        let noted = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        let mut by_account: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (scope, entry) in noted {
            by_account.entry(scope.account).or_default().push((scope, entry));
        }
        for (account, entries) in by_account {
            if let Err(error) = db::within(account, self.append(core, &entries)).await {
                self.0.lock().unwrap_or_else(PoisonError::into_inner).extend(entries);
                return Err(error);
            }
        }
        Ok(())
    }

    async fn append(&self, core: &Core, entries: &[(Scope, Entry)]) -> Result<()> {
        let tx = core.db.begin().await?;
        // What was noted of an account that is gone since goes with it: nothing may begin a chain for it anew (P-57).
        let account = entries.first().map(|(scope, _)| scope.account);
        if let Some(account) = account
            && !accounts::exists(&tx, account).await?
        {
            return Ok(());
        }
        record_all(&tx, core, entries).await?;
        Ok(tx.commit().await?)
    }

    /// Appends again and again, until the process ends.
    pub async fn run(self, core: Core) {
        loop {
            tokio::time::sleep(FLUSH_EVERY).await;
            if let Err(error) = self.flush(&core).await {
                tracing::error!(%error, "reads could not be recorded; trying again");
            }
        }
    }
}
