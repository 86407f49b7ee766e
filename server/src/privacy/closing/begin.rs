//! Whether a purge may begin, and writing down that it has.

use super::{repository, service::refused, sweep};
use crate::{Core, Error, Result, privacy::erasure};
use realtoros_domain::{
    closing::{Lifecycle, UNDO_MS},
    ids::AccountId,
};

/// In one transaction: looks at the clock and at every legal hold, before anything is deleted, and says what follows.
/// When it is a purge, the ledger of deletions has the account from here on, so that no backup can bring it back.
pub(super) async fn begin(core: &Core, account: AccountId) -> Result<Lifecycle> {
    let now = core.now_ms();
    let tx = core.db.begin().await?;
    let (life, row) = repository::locked(&tx, account).await?;
    let on_hold = repository::count_holds(&tx, account, None).await? > 0;
    let next = life.begin_purge(now, on_hold).map_err(refused)?;
    repository::set_status(&tx, account, &next).await?;
    let has_begun = row.is_some_and(|row| row.begun_at.is_some());
    let is_purging = matches!(next, Lifecycle::Purging(_));
    if is_purging && !has_begun {
        let counts = serde_json::to_string(&sweep::counts(&tx, account).await?)?;
        repository::note_begun(&tx, account, now, counts).await?;
        erasure::record_account(&tx, core, account).await?;
    }
    tx.commit().await?;
    if is_purging {
        // The ledger outside of the database has it before the first key goes.
        erasure::mirror(core).await?;
    }
    Ok(next)
}

/// The same for an account that was purged at `erased_at` and that a restored backup has brought back, in whatever
/// state it was then: the ledger has it, so it goes again. Whether it is there.
pub(super) async fn begin_again(core: &Core, account: AccountId, erased_at: i64) -> Result<bool> {
    let tx = core.db.begin().await?;
    let row = match repository::locked(&tx, account).await {
        Err(Error::NotFound) => return Ok(false),
        found => found?.1,
    };
    let asked_at = row.as_ref().map_or(erased_at.saturating_sub(UNDO_MS), |row| row.asked_at);
    if row.is_none() {
        repository::begin(&tx, account, asked_at).await?;
    }
    if row.is_none_or(|row| row.begun_at.is_none()) {
        let counts = serde_json::to_string(&sweep::counts(&tx, account).await?)?;
        repository::note_begun(&tx, account, erased_at, counts).await?;
    }
    repository::set_status(&tx, account, &Lifecycle::Purging(asked_at)).await?;
    tx.commit().await?;
    Ok(true)
}
