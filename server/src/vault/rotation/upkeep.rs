//! What keys need from time to time.

use super::{
    account::retire,
    job::start_due,
    master::{retire_master, rewrap},
};
use crate::{
    Core, Result, db,
    vault::{entity::key, repository, uses},
};
use realtoros_domain::ids::AccountId;
use std::{collections::BTreeMap, time::Duration};

/// How often counts of uses are stored.
const MINUTE: Duration = Duration::from_mins(1);
/// How many of those to one look at everything else.
const LOOK_EVERY: u32 = 60;
/// How old an account's key may become: NIST SP 800-57 part 1 gives keys that seal data one to two years.
const OLDEST_MS: i64 = 365 * 24 * 3_600_000;
/// After how many uses a new key is made, long before the old one refuses.
const MANY_USES: i64 = uses::LIMIT / 2;

/// Keeps keys in order, until the process ends. Several nodes may do so.
pub async fn upkeep(core: Core) {
    loop {
        for minute in 0..LOOK_EVERY {
            if minute == 1
                && let Err(error) = keep_up(&core).await
            {
                tracing::error!(%error, "the keys could not be looked after; trying again in an hour");
            }
            if let Err(error) = core.vault.store_uses(&core.db, uses::STEP).await {
                tracing::error!(%error, "uses of keys could not be counted; trying again in a minute");
            }
            tokio::time::sleep(MINUTE).await;
        }
    }
}

/// One look: finishes what was cut off, begins what is due, and gives up what nothing needs.
pub async fn keep_up(core: &Core) -> Result<()> {
    let version = core.vault.present(core.db.read()).await?;
    rewrap(core, version, &mut |_| Ok(())).await?;
    retire_master(core, false).await?;
    let before = core.now_ms() - OLDEST_MS;
    let mut by_account: BTreeMap<_, Vec<key::Model>> = BTreeMap::new();
    for row in repository::account_keys_due(core.db.read(), before, MANY_USES).await? {
        by_account.entry(row.account_id).or_default().push(row);
    }
    for account in by_account.into_keys().map(AccountId) {
        db::within(account, of_account(core, account, before)).await?;
    }
    Ok(())
}

async fn of_account(core: &Core, account: AccountId, before: i64) -> Result<()> {
    let rows = repository::of(core.db.read(), crate::vault::KeyOwner::Account(account)).await?;
    let Some(newest) = rows.last() else { return Ok(()) };
    if newest.created_at < before || newest.uses >= MANY_USES {
        return start_due(core, account, newest.version).await;
    }
    if rows.len() > 1 {
        let retired = retire(core, account).await?;
        let is_recent = core.now_ms() - newest.created_at < 24 * 3_600_000;
        if retired + 1 < rows.len() && !is_recent {
            // A rotation that began a day ago is not over: it was given up.
            return start_due(core, account, newest.version - 1).await;
        }
    }
    Ok(())
}
