//! Deleting everything of an account: step by step, each of which may be done again (P-57).

use super::{
    begin::{begin, begin_again},
    certificate, repository,
    service::refused,
    sweep::{self, Sample},
};
use crate::{
    Core, Error, Result,
    audit::heads::{self, Mark},
    db,
    privacy::erasure,
};
use realtoros_domain::{closing::Lifecycle, ids::AccountId};
use sea_orm::ConnectionTrait;

/// How a purge ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Nothing is left, which was verified and certified.
    Purged,
    /// A legal hold stands; nothing was deleted.
    Held,
}

/// Purges the account whose thirty days are over, or goes on where a purge was cut off.
///
/// First of all every key of the account is destroyed: from then on nothing of it can be read anywhere, and the rest is
/// tidying. That is tried with a sealed value of every column, before any row goes and once more at the end. The last
/// transaction counts what is left in every table. When anything opens or is left, nothing is certified and the next run
/// begins anew.
pub async fn purge(core: &Core, account: AccountId) -> Result<Ending> {
    purge_with(core, account, &mut |_| Ok(())).await
}

/// Purges again an account that a restored backup has brought back (P-58). Whether it was there. A key of it that is
/// there without it goes in any case.
pub async fn purge_again(core: &Core, account: AccountId, erased_at: i64) -> Result<bool> {
    if begin_again(core, account, erased_at).await? {
        purge(core, account).await?;
        return Ok(true);
    }
    Ok(core.vault.destroy_all(core.db.write(), account).await? > 0)
}

/// The same as [`purge`]; `after` is told each statement that is behind it, and can end the purge there as a crash would.
pub(super) async fn purge_with(
    core: &Core,
    account: AccountId,
    after: &mut (impl FnMut(&'static str) -> Result<()> + Send),
) -> Result<Ending> {
    if matches!(begin(core, account).await?, Lifecycle::Held(_)) {
        return Ok(Ending::Held);
    }
    after("begun")?;
    let samples = sweep::samples(core.db.read(), account).await?;
    let tx = core.db.begin().await?;
    core.vault.destroy_all(&tx, account).await?;
    after("keys, not committed")?;
    tx.commit().await?;
    core.vault.forget(account);
    core.directories.forget(account);
    erasure::scrub(core).await;
    after("keys")?;
    // While the rows are still there: a run that ends here leaves them to the next one, which tries again.
    nothing_opens(core.db.read(), core, &samples).await?;
    for table in sweep::in_batches() {
        while sweep::delete_some(core.db.write(), table, account).await? > 0 {
            after(table.name)?;
        }
    }
    end(core, account, &samples, after).await?;
    // The rows themselves lie in the log, and in the file below it, until it is emptied once more.
    erasure::scrub(core).await;
    heads::mark(core, account, Mark::Ended).await?;
    Ok(Ending::Purged)
}

/// The last transaction: what said how far the purge was goes with the account, and the certificate takes its place.
async fn end(
    core: &Core,
    account: AccountId,
    samples: &[Sample],
    after: &mut (impl FnMut(&'static str) -> Result<()> + Send),
) -> Result<()> {
    let tx = core.db.begin().await?;
    let (life, row) = repository::locked(&tx, account).await?;
    let row = row.ok_or_else(|| Error::Internal("an account is purged that was not closed".to_owned()))?;
    life.finish().map_err(refused)?;
    nothing_opens(&tx, core, samples).await?;
    db::forget_audit(&tx, account).await?;
    after("audit, not committed")?;
    // The audit chain goes by its own door only.
    for table in sweep::all().into_iter().filter(|table| table.name != "audit_entry") {
        while sweep::delete_some(&tx, table, account).await? > 0 {
            after("the last rows, not committed")?;
        }
    }
    let left = sweep::counts(&tx, account).await?;
    if !left.is_empty() {
        return Err(Error::Internal(format!("rows of a purged account are left: {left:?}")));
    }
    certificate::issue(&tx, core, account, row).await?;
    after("certificate, not committed")?;
    tx.commit().await?;
    after("certificate")
}

/// Tries to open what was kept aside, with whatever keys are still found; an error when anything opens.
async fn nothing_opens(conn: &impl ConnectionTrait, core: &Core, samples: &[Sample]) -> Result<()> {
    for (place, sealed) in samples {
        if core.vault.opens(conn, *place, sealed).await? {
            return Err(Error::Internal(format!("a sealed {} of a purged account still opens", place.table)));
        }
    }
    Ok(())
}
