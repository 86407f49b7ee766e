//! Refresh tokens of connections, each under a key of its own.

use crate::{
    Core, Error, Result,
    connections::{entity::connection, record::TokenRecord},
    vault::{KeyOwner, VaultError},
};
use realtoros_domain::ids::AccountId;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

/// Seals a refresh token with the key of its connection, which is made when there is none.
pub(in crate::connections) async fn seal_token(
    tx: &impl ConnectionTrait,
    core: &Core,
    account: AccountId,
    id: Uuid,
    refresh: String,
) -> Result<Vec<u8>> {
    let owner = KeyOwner::Connection(account, id);
    let record = TokenRecord { refresh };
    match core.vault.key(tx, owner).await {
        Ok(key) => Ok(key.seal(account, id, &record)?),
        Err(Error::Vault(VaultError::KeyDestroyed)) => {
            let account_key = core.vault.key(tx, KeyOwner::Account(account)).await?;
            let new = core.vault.make(&account_key, owner, core.now_ms())?;
            let sealed = new.key.seal(account, id, &record)?;
            core.vault.store(tx, vec![new]).await?;
            Ok(sealed)
        }
        Err(other) => Err(other),
    }
}

/// The refresh token of a row. `None` when there is none any more, or its key is gone: a restored backup has no keys of
/// connections.
pub(in crate::connections) async fn open_token(
    conn: &impl ConnectionTrait,
    core: &Core,
    row: &connection::Model,
) -> Result<Option<String>> {
    let account = AccountId(row.account_id);
    let Some(sealed) = &row.token else { return Ok(None) };
    let key = match core.vault.key(conn, KeyOwner::Connection(account, row.id)).await {
        Ok(key) => key,
        Err(Error::Vault(VaultError::KeyDestroyed)) => return Ok(None),
        Err(other) => return Err(other),
    };
    Ok(Some(key.open::<TokenRecord>(account, row.id, sealed)?.refresh))
}
