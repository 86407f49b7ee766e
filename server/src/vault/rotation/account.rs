//! A new key for an account, while its members and leads go on.

use super::{homes::homes, reseal::reseal, uses::still_used, wraps};
use crate::{
    Actor, Core, Error, Result, Scope,
    audit::{self, Entry, Subject},
    db,
    vault::{DataKey, KeyOwner, NewKey, entity::key, repository},
};
use realtoros_domain::ids::{AccountId, KeyId};
use std::{future::Future, time::Duration};
use uuid::Uuid;

/// How often the sweep begins again when others have sealed with the old key meanwhile.
const SWEEPS: usize = 5;
/// How long a wait may be without a sign of life.
const BREATH: Duration = Duration::from_secs(10);

/// Told after every step that has been kept: keeps the lease of the job, and may stop the rest.
pub trait Pulse: Send {
    /// `done` rows are sealed or wrapped anew. `false` stops the rotation; it can go on later.
    fn beat(&mut self, done: u64) -> impl Future<Output = Result<bool>> + Send;
}

/// How a rotation ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rotated {
    /// Everything is under this version.
    Done(i32),
    /// It was stopped, and can go on.
    Stopped,
}

/// Gives the account a new key after version `from` and seals everything anew that older ones have sealed. Asked again,
/// it goes on where it ended. The old key stays until [`super::upkeep`] finds that nothing needs it.
pub async fn rotate_account(
    core: &Core,
    account: AccountId,
    from: i32,
    pulse: &mut impl Pulse,
) -> Result<Rotated> {
    let newest = announce(core, account, from).await?;
    let mut done = 0;
    if !pulse.beat(done).await? {
        return Ok(Rotated::Stopped);
    }
    if newest.active_at.is_none() {
        // Every node must know the new key before the first of them seals with it.
        if !wait(core.vault.pace.announce, pulse, done).await? {
            return Ok(Rotated::Stopped);
        }
        repository::activate(core.db.write(), newest.id, core.now_ms()).await?;
        if !pulse.beat(done).await? {
            return Ok(Rotated::Stopped);
        }
    }
    for _ in 0..SWEEPS {
        let key = core.vault.account_key(core.db.read(), KeyOwner::Account(account)).await?;
        if !sweep(core, account, &key, pulse, &mut done).await? {
            return Ok(Rotated::Stopped);
        }
        // Other nodes may have sealed with the old key until they looked again.
        if !wait(core.vault.pace.look_again * 2, pulse, done).await? {
            return Ok(Rotated::Stopped);
        }
        if is_clean(core, account, &key).await? {
            finish(core, account, newest.version, done).await?;
            return Ok(Rotated::Done(newest.version));
        }
    }
    Err(Error::Conflict("the old key of the account is still being used; trying again later".to_owned()))
}

/// The newest key: the one after `from`, made now if it is not there yet.
async fn announce(core: &Core, account: AccountId, from: i32) -> Result<key::Model> {
    let owner = KeyOwner::Account(account);
    let tx = core.db.begin().await?;
    let newest = repository::of(&tx, owner).await?.pop().ok_or(Error::NotFound)?;
    if newest.version > from {
        return Ok(newest);
    }
    let mut new = NewKey::for_kek(owner, newest.version + 1, core.now_ms());
    new.active_at = None;
    core.vault.store(&tx, vec![new]).await?;
    note(&tx, core, account, "key.rotation_started", newest.version + 1, 0).await?;
    tx.commit().await?;
    repository::of(core.db.read(), owner).await?.pop().ok_or(Error::NotFound)
}

/// Seals and wraps anew, a batch to a transaction.
async fn sweep(
    core: &Core,
    account: AccountId,
    key: &DataKey,
    pulse: &mut impl Pulse,
    done: &mut u64,
) -> Result<bool> {
    for old in others(core, account, key).await? {
        for home in homes() {
            let mut after = Uuid::nil();
            loop {
                let (rows, last) = reseal(core, account, home, old, key, after).await?;
                after = last;
                *done += rows as u64;
                if rows == 0 {
                    break;
                }
                if !pulse.beat(*done).await? {
                    return Ok(false);
                }
            }
        }
    }
    for kind in KeyOwner::WRAPPED_BY_ACCOUNT {
        let mut after = Uuid::nil();
        loop {
            let (rows, last) = wraps::rewrap(core, account, kind, key, after).await?;
            after = last;
            *done += rows as u64;
            if rows == 0 {
                break;
            }
            if !pulse.beat(*done).await? {
                return Ok(false);
            }
        }
    }
    Ok(true)
}

/// The ids of the account's keys beside `key`.
async fn others(core: &Core, account: AccountId, key: &DataKey) -> Result<Vec<KeyId>> {
    let rows = repository::of(core.db.read(), KeyOwner::Account(account)).await?;
    Ok(rows.into_iter().map(|row| KeyId(row.id)).filter(|id| *id != key.id).collect())
}

async fn is_clean(core: &Core, account: AccountId, key: &DataKey) -> Result<bool> {
    for old in others(core, account, key).await? {
        if still_used(core.db.read(), account, old, key.secret().version).await? > 0 {
            return Ok(false);
        }
    }
    Ok(true)
}

async fn finish(core: &Core, account: AccountId, version: i32, rows: u64) -> Result<()> {
    // Sealing everything anew is the most that a key ever does at once.
    db::across(core.vault.store_uses(&core.db, 1)).await?;
    let tx = core.db.begin().await?;
    note(&tx, core, account, "key.rotated", version, rows).await?;
    Ok(tx.commit().await?)
}

/// Destroys the keys that came before the newest, if that has been in use long enough and nothing needs them. Returns
/// how many.
pub(super) async fn retire(core: &Core, account: AccountId) -> Result<usize> {
    let tx = core.db.begin().await?;
    let mut rows = repository::of(&tx, KeyOwner::Account(account)).await?;
    let Some(newest) = rows.pop() else { return Ok(0) };
    let long_ago = core.now_ms() - core.vault.pace.keep_ms();
    if newest.active_at.is_none_or(|since| since > long_ago) {
        return Ok(0);
    }
    let mut retired = 0;
    for old in rows {
        if still_used(&tx, account, KeyId(old.id), newest.version).await? == 0 {
            repository::delete_one(&tx, old.id).await?;
            note(&tx, core, account, "key.destroyed", old.version, 0).await?;
            retired += 1;
        }
    }
    tx.commit().await?;
    Ok(retired)
}

async fn note(
    tx: &impl sea_orm::ConnectionTrait,
    core: &Core,
    account: AccountId,
    action: audit::Action,
    version: i32,
    rows: u64,
) -> Result<()> {
    let scope = Scope { account, actor: Actor::System };
    let entry = Entry::new(action, Subject::many("data_key"));
    audit::record(tx, core, &scope, entry.with(format!("version={version} rows={rows}"))).await
}

/// Waits, with a sign of life now and then.
async fn wait(mut rest: Duration, pulse: &mut impl Pulse, done: u64) -> Result<bool> {
    while !rest.is_zero() {
        let part = rest.min(BREATH);
        tokio::time::sleep(part).await;
        rest -= part;
        if !pulse.beat(done).await? {
            return Ok(false);
        }
    }
    Ok(true)
}
