//! Signing the ends of all histories, again and again.

use super::{Head, Mark, file, tree};
use crate::{
    Core, Error, Result,
    audit::{entity::head, signing},
};
use realtoros_domain::ids::AccountId;
use sea_orm::EntityTrait;
use std::time::Duration;

/// How often histories are signed.
const HOUR: Duration = Duration::from_hours(1);
/// The same in milliseconds.
pub(super) const HOUR_MS: i64 = 3_600_000;

/// Signs once an hour, until the process ends.
pub async fn hourly(core: Core) {
    loop {
        if let Err(error) = write_all(&core).await {
            tracing::error!(%error, "the ends of the histories could not be signed; trying again in an hour");
        }
        tokio::time::sleep(HOUR).await;
    }
}

/// Signs the end of every history that has grown since it was last signed; returns how many.
pub async fn write_all(core: &Core) -> Result<usize> {
    let mut written = 0;
    for end in head::Entity::find().all(core.db.read()).await? {
        written += usize::from(write_end(core, &end).await?);
    }
    Ok(written)
}

/// The same for one account.
pub async fn write_one(core: &Core, account: AccountId) -> Result<()> {
    if let Some(end) = head::Entity::find_by_id(account.0).one(core.db.read()).await? {
        write_end(core, &end).await?;
    }
    Ok(())
}

async fn write_end(core: &Core, end: &head::Model) -> Result<bool> {
    let account = AccountId(end.account_id);
    let last = newest(core, account).await?;
    let hash = hex::encode(&end.hash);
    let has_grown = last.as_ref().is_none_or(|last| last.seq != end.seq || last.hash != hash);
    if has_grown {
        append(core, account, end.seq, hash, last.as_ref(), Mark::Head).await?;
    }
    Ok(has_grown)
}

/// Every account with a history in the database.
pub async fn accounts(core: &Core) -> Result<Vec<AccountId>> {
    let ends = head::Entity::find().all(core.db.read()).await?;
    Ok(ends.into_iter().map(|end| AccountId(end.account_id)).collect())
}

/// Notes in the account's file that a backup was restored or that the account has ended. Call it after the commit.
pub async fn mark(core: &Core, account: AccountId, mark: Mark) -> Result<()> {
    let end = head::Entity::find_by_id(account.0).one(core.db.read()).await?;
    let last = newest(core, account).await?;
    match (end, last) {
        (Some(end), last) => {
            append(core, account, end.seq, hex::encode(&end.hash), last.as_ref(), mark).await
        }
        (None, Some(last)) => sign(core, account, last.seq, last.hash, last.root, mark).await,
        // Nothing was ever signed of it, so there is nothing to explain.
        (None, None) => Ok(()),
    }
}

/// The newest head that one of our keys has signed. The file is not ours alone: of a line that somebody else has put there
/// nothing is believed, and nothing is signed again.
async fn newest(core: &Core, account: AccountId) -> Result<Option<Head>> {
    let heads = file::read(core, account)?;
    if heads.is_empty() {
        return Ok(None);
    }
    let keys = signing::public_keys(core.db.read(), core).await?;
    let is_ours = |head: &Head| head.account == account.0 && head.is_signed_by(&keys);
    Ok(heads.into_iter().rfind(is_ours))
}

/// Signs the end of a history with the root of its tree. One in which entries are missing has none; its chain says so.
async fn append(
    core: &Core,
    account: AccountId,
    seq: i64,
    hash: String,
    last: Option<&Head>,
    mark: Mark,
) -> Result<()> {
    let tree = tree::up_to(core, account, seq, last).await?;
    let root = tree.as_ref().map(|tree| hex::encode(tree.root()));
    sign(core, account, seq, hash, root, mark).await?;
    match tree {
        Some(tree) => tree::keep(core, account, &tree).await,
        None => Ok(()),
    }
}

async fn sign(
    core: &Core,
    account: AccountId,
    seq: i64,
    hash: String,
    root: Option<String>,
    mark: Mark,
) -> Result<()> {
    let at = core.now_ms();
    let message = Head::message(account.0, seq, &hash, root.as_deref(), at, mark);
    let tx = core.db.begin().await?;
    let signed = signing::sign(&tx, core, signing::Purpose::AuditHead, &message).await?;
    tx.commit().await?;
    let head = Head { account: account.0, seq, hash, root, at, mark, signed };
    if !head.is_signed_by(&signing::public_keys(core.db.read(), core).await?) {
        return Err(Error::Internal("a head was signed with a key that is not published".to_owned()));
    }
    file::append(core, account, &head).await
}
