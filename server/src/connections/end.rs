//! The end of a connection: here at once, and at the provider as soon as it answers (P-10).

use super::{
    entity::connection,
    record::RevocationRecord,
    repository::{self, ACTIVE},
    revoke::{self, Ended},
};
use crate::{
    Actor, Core, Error, Result, Scope,
    accounts::ProviderName,
    audit::{self, Entry, Subject},
    db, mailbox,
    privacy::erasure,
    vault::KeyOwner,
};
use realtoros_domain::ids::AccountId;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

/// Ends a connection of the acting member. In one transaction the row, what came through it and the key of its token go;
/// then the provider is told. When it does not answer, a job keeps telling it, and that is all that is left.
pub async fn disconnect(core: &Core, scope: &Scope, id: Uuid) -> Result<Ended> {
    let tx = core.db.begin().await?;
    db::lock_account(&tx, scope.account).await?;
    let row = repository::row(&tx, scope.account, id).await?;
    if scope.actor.member().is_none_or(|member| member.0 != row.member_id) {
        return Err(Error::NotFound);
    }
    let provider = repository::provider(&row.provider)?;
    let left = forget(&tx, core, scope, &row, revoke::LATER_MS).await?;
    tx.commit().await?;
    let ended = settle(core, scope.account, provider, &[id], left).await;
    core.live.send(scope.account, crate::live::Event::Jobs);
    Ok(ended)
}

/// Ends the account's connections at `provider`, because it objects to that provider. They are revoked there as well: the
/// only thing that is sent is the token, back to who gave it. Returns how many there were.
pub async fn end_of_provider(core: &Core, scope: &Scope, provider: ProviderName) -> Result<usize> {
    let tx = core.db.begin().await?;
    db::lock_account(&tx, scope.account).await?;
    let (mut ids, mut left) = (Vec::new(), Vec::new());
    for row in of_provider(&tx, scope.account, provider).await? {
        left.extend(forget(&tx, core, scope, &row, revoke::LATER_MS).await?);
        ids.push(row.id);
    }
    tx.commit().await?;
    settle(core, scope.account, provider, &ids, left).await;
    Ok(ids.len())
}

/// Ends every connection of an account that closes, in the caller's transaction (P-56). Jobs that survive the closing tell
/// the providers. Returns how many there were.
pub async fn end_all(tx: &impl ConnectionTrait, core: &Core, scope: &Scope) -> Result<usize> {
    let rows = repository::rows(tx, scope.account, None).await?;
    for row in &rows {
        forget(tx, core, scope, row, 0).await?;
    }
    Ok(rows.len())
}

/// Deletes what an account has of a provider that was removed as a sub-processor (P-38); says whether there was anything.
/// Nothing reaches the provider any more, so it is not told: `docs/operating.md` says what to do before.
pub async fn forget_provider(core: &Core, account: AccountId, provider: ProviderName) -> Result<bool> {
    let scope = Scope { account, actor: Actor::Operator };
    let tx = core.db.begin().await?;
    db::lock_account(&tx, account).await?;
    let rows = of_provider(&tx, account, provider).await?;
    for row in &rows {
        forget(&tx, core, &scope, row, 0).await?;
    }
    // What was just kept for telling it goes as well.
    let waiting = repository::revocations(&tx, account).await?;
    let waiting: Vec<_> = waiting.into_iter().filter(|row| row.provider == provider.as_str()).collect();
    for row in &waiting {
        revoke::drop_one(&tx, core, account, row.id).await?;
    }
    tx.commit().await?;
    erasure::scrub(core).await;
    Ok(!rows.is_empty() || !waiting.is_empty())
}

/// Takes everything of a connection away: busy times, row, key. What else a part has stored for it is deleted here as well.
/// Where the provider can be told, the token is kept under another key until it has been; returns that entry. The first
/// try of its job comes `pause_ms` from now.
pub(super) async fn forget(
    tx: &impl ConnectionTrait,
    core: &Core,
    scope: &Scope,
    row: &connection::Model,
    pause_ms: i64,
) -> Result<Option<Uuid>> {
    let (account, provider) = (scope.account, repository::provider(&row.provider)?);
    let token = if row.state == ACTIVE && provider.can_revoke() {
        repository::open_token(tx, core, row).await?
    } else {
        None
    };
    let kept = match token {
        Some(refresh) => {
            let subject = repository::owner(tx, core, row).await?.subject;
            Some(RevocationRecord { refresh, subject })
        }
        None => None,
    };
    repository::delete_busy(tx, account, row.id).await?;
    mailbox::forget(tx, account, row.id).await?;
    repository::delete(tx, account, row.id).await?;
    core.vault.destroy(tx, KeyOwner::Connection(account, row.id)).await?;
    let entry = Entry::new("connection.ended", Subject::one("connection", row.id))
        .with(format!("provider={}", row.provider));
    audit::record(tx, core, scope, entry).await?;
    match kept {
        None => Ok(None),
        Some(record) => Ok(Some(revoke::keep(tx, core, account, provider, &record, pause_ms).await?)),
    }
}

/// After the transaction: forgets keys that somebody may have read again meanwhile, empties the log of the database, and
/// tells the provider. Here it is over already, so nothing that goes wrong is an error: a job tells the provider.
async fn settle(
    core: &Core,
    account: AccountId,
    provider: ProviderName,
    ids: &[Uuid],
    left: impl IntoIterator<Item = Uuid> + Send,
) -> Ended {
    for id in ids {
        if let Err(error) = core.vault.destroy(core.db.write(), KeyOwner::Connection(account, *id)).await {
            tracing::error!(%account, %error, "a key that is destroyed could not be forgotten once more");
        }
    }
    let mut ended = if provider.can_revoke() { Ended::There } else { Ended::HereOnly };
    for id in left.into_iter().collect::<Vec<_>>() {
        if !revoke::is_told(core, account, id).await {
            ended = Ended::SoonThere;
        }
    }
    erasure::scrub(core).await;
    ended
}

async fn of_provider(
    conn: &impl ConnectionTrait,
    account: AccountId,
    provider: ProviderName,
) -> Result<Vec<connection::Model>> {
    let rows = repository::rows(conn, account, None).await?;
    Ok(rows.into_iter().filter(|row| row.provider == provider.as_str()).collect())
}
