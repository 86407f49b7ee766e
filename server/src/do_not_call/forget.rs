//! Getting rid of marks of numbers that nobody has any more, and of files that nobody looked at.

use super::{record::ScrubState, repository};
use crate::{
    Actor, Core, Result, Scope,
    audit::{self, Entry, Subject},
    db, leads,
};
use realtoros_domain::ids::AccountId;
use sea_orm::ConnectionTrait;

/// How many values one statement carries.
const BATCH: usize = 1_000;
/// How long what was found waits to be looked at: a week, in milliseconds.
const PREVIEW_MS: i64 = 7 * 24 * 3_600_000;
/// How long storing what was found may take: a day, in milliseconds. After that something broke off.
const READING_MS: i64 = 24 * 3_600_000;

/// Removes the marks of these numbers (E.164) of somebody who is erased, unless another lead has the number too. Call it
/// once the lead's own entries are gone. Returns how many.
pub async fn forget_numbers<'a>(
    tx: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    numbers: impl Iterator<Item = &'a str>,
) -> Result<u64> {
    let index = leads::phone_index(tx, core, account).await?;
    let hashes: Vec<Vec<u8>> = numbers.map(|number| index.hash(number)).collect();
    let mut gone = 0;
    for batch in hashes.chunks(BATCH) {
        gone += repository::delete_orphans(tx, account, Some(batch.to_vec())).await?;
    }
    Ok(gone)
}

/// Forgets what was found in files that nobody looked at for a week, and what a crash left of others.
pub async fn tidy(core: &Core) -> Result<()> {
    let now = core.now_ms();
    for (state, before) in [(ScrubState::Preview, now - PREVIEW_MS), (ScrubState::Reading, now - READING_MS)]
    {
        for (account, id) in repository::forgotten(core.db.read(), state, before).await? {
            let scope = Scope { account, actor: Actor::System };
            let tx = core.db.begin().await?;
            db::lock_account(&tx, account).await?;
            if repository::load(&tx, account, id).await?.state != state.as_str() {
                continue;
            }
            repository::delete(&tx, account, id).await?;
            let entry = Entry::new("dnc.expired", Subject::one("do_not_call_scrub", id));
            audit::record(&tx, core, &scope, entry).await?;
            tx.commit().await?;
        }
    }
    Ok(())
}
