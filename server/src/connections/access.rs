//! A fresh access token for a connection: the one door to what it opens.

use super::{
    entity::connection,
    repository::{self, ACTIVE, ENDED},
};
use crate::{
    Actor, Core, Error, Result, Scope,
    accounts::{self, ProviderName},
    audit::{self, Entry, Subject},
    db, mailbox,
    privacy::{erasure, refuse_unless_open},
    vault::KeyOwner,
};
use realtoros_domain::ids::AccountId;
use sea_orm::ActiveValue::Set;
use secrecy::SecretString;
use std::fmt;
use uuid::Uuid;

/// What lets a request through at the provider for a while. It is never stored.
pub struct Access {
    /// Where it is good for.
    pub provider: ProviderName,
    /// The bearer token.
    pub token: SecretString,
}

impl fmt::Debug for Access {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Access").field("provider", &self.provider).finish_non_exhaustive()
    }
}

/// Makes an access token with the refresh token of the connection `id`.
///
/// # Errors
///
/// Nothing leaves this machine when the connection is gone ([`Error::NotFound`]), or when it has ended, its account is
/// closing (P-56) or nothing may flow to the provider (P-38; all [`Error::Refused`]). A provider that says the access is
/// over is asked no more: the connection is marked as ended, and that is [`Error::Refused`] as well. Only
/// [`Error::Provider`] and [`Error::Throttled`] may pass by themselves.
pub async fn access(core: &Core, account: AccountId, id: Uuid) -> Result<Access> {
    let row = repository::row(core.db.read(), account, id).await?;
    let provider = repository::provider(&row.provider)?;
    let over = || Error::Refused(format!("{} ended this connection. Connect it again.", provider.label()));
    if row.state != ACTIVE {
        return Err(over());
    }
    if !accounts::is_active(core.db.read(), account).await? {
        return Err(Error::Refused(crate::http::READ_ONLY.to_owned()));
    }
    refuse_unless_open(core, Some(account), provider.processor()).await?;
    let Some(refresh) = repository::open_token(core.db.read(), core, &row).await? else {
        end(core, account, id, None).await?;
        return Err(over());
    };
    let Some(fresh) = accounts::refresh(core, provider, &refresh).await? else {
        end(core, account, id, row.token.as_deref()).await?;
        return Err(over());
    };
    if let Some(next) = fresh.refresh.filter(|next| *next != refresh) {
        keep(core, account, id, next, row.token.as_deref()).await?;
    }
    Ok(Access { provider, token: fresh.access })
}

/// Keeps the refresh token that the provider gave in the place of `of`, unless the connection has ended meanwhile, or was
/// granted anew.
pub(super) async fn keep(
    core: &Core,
    account: AccountId,
    id: Uuid,
    refresh: String,
    of: Option<&[u8]>,
) -> Result<()> {
    let tx = core.db.begin().await?;
    db::lock_account(&tx, account).await?;
    let row = repository::row(&tx, account, id).await?;
    if row.state == ACTIVE && row.token.as_deref() == of {
        let token = repository::seal_token(&tx, core, account, id, refresh).await?;
        let columns = connection::ActiveModel { token: Set(Some(token)), ..Default::default() };
        repository::update(&tx, id, columns).await?;
    }
    Ok(tx.commit().await?)
}

/// Notes that the provider has ended the access: nothing is asked there any more, and what it let us read goes. The row
/// stays, so that its owner reads of it. `of` is the token that was refused; a newer one is left alone.
async fn end(core: &Core, account: AccountId, id: Uuid, of: Option<&[u8]>) -> Result<()> {
    let scope = Scope { account, actor: Actor::System };
    let tx = core.db.begin().await?;
    db::lock_account(&tx, account).await?;
    let row = repository::row(&tx, account, id).await?;
    let is_newer = of.is_some() && row.token.as_deref() != of;
    if row.state != ACTIVE || is_newer {
        return Ok(tx.rollback().await?);
    }
    let columns = connection::ActiveModel {
        state: Set(ENDED.to_owned()),
        ended_at: Set(Some(core.now_ms())),
        token: Set(None),
        ..Default::default()
    };
    repository::update(&tx, id, columns).await?;
    repository::delete_busy(&tx, account, id).await?;
    mailbox::forget(&tx, account, id).await?;
    core.vault.destroy(&tx, KeyOwner::Connection(account, id)).await?;
    let entry = Entry::new("connection.ended", Subject::one("connection", id)).with("by=provider");
    audit::record(&tx, core, &scope, entry).await?;
    tx.commit().await?;
    // Until the transaction ended, somebody may have read the key again and remembered it.
    core.vault.destroy(core.db.write(), KeyOwner::Connection(account, id)).await?;
    erasure::scrub(core).await;
    core.live.send(account, crate::live::Event::Jobs);
    Ok(())
}
