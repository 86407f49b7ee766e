//! Telling a provider that its access is over, until it has understood.

use super::{entity::revocation, record::RevocationRecord, repository};
use crate::{
    Actor, Core, Error, Result, Scope,
    accounts::ProviderName,
    audit::{self, Entry, Subject},
    db,
    jobs::{self, Claimed, JobKind, NewJob, Outcome},
    providers,
    vault::{DataKey, KeyOwner, VaultError},
};
use realtoros_domain::ids::AccountId;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

/// How often the provider is told; the pauses grow from a minute to six hours, so that is about ten days.
const ROUNDS: u32 = 48;
const FIRST_PAUSE_MS: i64 = 60_000;
const LONGEST_PAUSE_MS: i64 = 6 * 3_600_000;
/// When the job begins, where it is tried at once without one.
pub(super) const LATER_MS: i64 = FIRST_PAUSE_MS;

/// How a connection ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// Here and at the provider.
    There,
    /// Here; the provider did not answer and is asked again until it does.
    SoonThere,
    /// Here. The provider has no way to be told; its owner can end it there.
    HereOnly,
}

/// Keeps a refresh token until it is revoked, sealed with a key of its own, and plans the telling.
pub(super) async fn keep(
    tx: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    provider: ProviderName,
    record: &RevocationRecord,
    pause_ms: i64,
) -> Result<Uuid> {
    let id = core.new_id();
    let account_key = core.vault.key(tx, KeyOwner::Account(account)).await?;
    let new = core.vault.make(&account_key, KeyOwner::Connection(account, id), core.now_ms())?;
    let sealed = new.key.seal(account, id, record)?;
    core.vault.store(tx, vec![new]).await?;
    let row = revocation::Model {
        id,
        account_id: account.0,
        provider: provider.as_str().to_owned(),
        created_at: core.now_ms(),
        sealed,
    };
    repository::insert_revocation(tx, row).await?;
    schedule(tx, core, account, id, 0, pause_ms).await?;
    Ok(id)
}

/// Takes back what still waits to be revoked of the same person at the same provider, because they have just connected
/// again: a provider that ends all that somebody has granted would end the new connection with the old one.
pub(super) async fn spare(
    tx: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    provider: ProviderName,
    subject: &str,
) -> Result<()> {
    for row in repository::revocations(tx, account).await? {
        if row.provider != provider.as_str() {
            continue;
        }
        let Some(key) = own_key(tx, core, account, row.id).await? else { continue };
        let record: RevocationRecord = key.open(account, row.id, &row.sealed)?;
        if record.subject == subject && drop_one(tx, core, account, row.id).await? {
            note(tx, core, account, row.id, "connected_again").await?;
        }
    }
    Ok(())
}

/// The key of a kept token. `None` where a restored backup has the row without it.
async fn own_key(
    conn: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    id: Uuid,
) -> Result<Option<DataKey>> {
    match core.vault.key(conn, KeyOwner::Connection(account, id)).await {
        Ok(key) => Ok(Some(key)),
        Err(Error::Vault(VaultError::KeyDestroyed)) => Ok(None),
        Err(other) => Err(other),
    }
}

/// Does the job: tells the provider, and plans the next time when it did not answer, or it could not be told.
pub async fn perform(core: &Core, job: &Claimed) -> Result<Outcome> {
    let (id, round): (Uuid, u32) = job.subject()?;
    let account = job.account;
    if is_told(core, account, id).await {
        return Ok(Outcome::Done);
    }
    let tx = core.db.begin().await?;
    db::lock_account(&tx, account).await?;
    if round + 1 < ROUNDS {
        let pause = (FIRST_PAUSE_MS << round.min(20)).min(LONGEST_PAUSE_MS);
        schedule(&tx, core, account, id, round + 1, pause).await?;
    } else {
        // The token is not kept for ever for the sake of telling somebody who does not listen.
        drop_one(&tx, core, account, id).await?;
        note(&tx, core, account, id, "given_up").await?;
    }
    tx.commit().await?;
    Ok(Outcome::Done)
}

/// Tells the provider once. Whether nothing is left to tell; whatever went wrong, it is not told yet, and its job goes on.
pub(super) async fn is_told(core: &Core, account: AccountId, id: Uuid) -> bool {
    attempt(core, account, id).await.unwrap_or_else(|error| {
        tracing::error!(%account, %error, "a provider could not be told that a connection is over; trying again");
        false
    })
}

/// The same. A token that the provider does not know any more is as good as revoked. What is sent is the token alone, to who
/// gave it, so it is sent for accounts that are closing or that object as well.
async fn attempt(core: &Core, account: AccountId, id: Uuid) -> Result<bool> {
    let conn = core.db.read();
    let Some(row) = repository::revocation(conn, account, id).await? else { return Ok(true) };
    let provider = repository::provider(&row.provider)?;
    let how = match own_key(conn, core, account, id).await? {
        // Only a restored backup has such a row without its key.
        None => "lost",
        Some(key) => {
            let record: RevocationRecord = key.open(account, id, &row.sealed)?;
            let told = match providers::calendar(core, provider) {
                Ok(client) => client.revoke(&record.refresh.into()).await,
                Err(error) => Err(error),
            };
            if let Err(error) = told {
                tracing::warn!(provider = provider.as_str(), %error, "a connection is not revoked there yet");
                return Ok(false);
            }
            "done"
        }
    };
    let tx = core.db.begin().await?;
    db::lock_account(&tx, account).await?;
    if drop_one(&tx, core, account, id).await? {
        note(&tx, core, account, id, how).await?;
    }
    tx.commit().await?;
    core.vault.destroy(core.db.write(), KeyOwner::Connection(account, id)).await?;
    Ok(true)
}

/// Deletes a kept token and its key. `false` when somebody else has.
pub(super) async fn drop_one(
    tx: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    id: Uuid,
) -> Result<bool> {
    let gone = repository::delete_revocation(tx, account, id).await?;
    core.vault.destroy(tx, KeyOwner::Connection(account, id)).await?;
    Ok(gone)
}

async fn schedule(
    tx: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    id: Uuid,
    round: u32,
    pause_ms: i64,
) -> Result<()> {
    let job = NewJob::now(core, account, JobKind::RevokeConnection, &(id, round))?;
    let job = NewJob { run_at: job.run_at + pause_ms, ..job };
    jobs::enqueue(tx, core, job.once(format!("revoke_connection:{id}:{round}"))).await?;
    Ok(())
}

async fn note(
    tx: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    id: Uuid,
    how: &'static str,
) -> Result<()> {
    let scope = Scope { account, actor: Actor::System };
    let entry = Entry::new("connection.revoked", Subject::one("revocation", id)).with(format!("how={how}"));
    audit::record(tx, core, &scope, entry).await
}
