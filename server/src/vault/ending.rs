//! The end of all keys of an account (P-57).

use super::{DataKey, KeyOwner, Place, Vault, VaultError, data_key::sealer, entity::key, wrapping::unwrap};
use crate::{Error, Result};
use realtoros_domain::ids::AccountId;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

impl Vault {
    /// Destroys every key of `account`: its own, its index's, its leads' and its members'. What they sealed is erased,
    /// in every copy. Call [`Self::forget`] again once the transaction has ended: until then others may read the keys
    /// and remember them.
    pub async fn destroy_all(&self, conn: &impl ConnectionTrait, account: AccountId) -> Result<u64> {
        let gone = key::Entity::delete_many().filter(key::Column::AccountId.eq(account.0)).exec(conn).await?;
        self.forget(account);
        Ok(gone.rows_affected)
    }

    /// Forgets the unwrapped keys of `account`.
    pub fn forget(&self, account: AccountId) {
        self.cache.forget_account(account.0);
    }

    /// Forgets every unwrapped key: the database has become another one.
    pub fn forget_all(&self) {
        self.cache.forget_all();
    }

    /// Whether `sealed` still opens in its place: with the key that it names, wherever one is still found, in memory or in
    /// the database. It is really tried, because a key that is there proves nothing by itself, nor does one that is not
    /// where it should be.
    pub async fn opens(&self, conn: &impl ConnectionTrait, place: Place, sealed: &[u8]) -> Result<bool> {
        let Ok(id) = sealer(sealed) else { return Ok(false) };
        let remembered = self.cache.with(id);
        if remembered.iter().any(|key| key.open_bytes(place, sealed).is_ok()) {
            return Ok(true);
        }
        let Some(row) = key::Entity::find_by_id(id.0).one(conn).await? else { return Ok(false) };
        match self.unwrapped(conn, &row).await {
            Ok(key) => Ok(key.open_bytes(place, sealed).is_ok()),
            // It is there, and what would unwrap it is gone.
            Err(Error::Vault(VaultError::KeyDestroyed | VaultError::DoesNotOpen)) => Ok(false),
            Err(other) => Err(other),
        }
    }

    async fn unwrapped(&self, conn: &impl ConnectionTrait, row: &key::Model) -> Result<DataKey> {
        let owner = KeyOwner::of(row.account_id, &row.owner_kind, row.owner_id).ok_or_else(|| {
            Error::Internal(format!("a key of a kind that is not known: {}", row.owner_kind))
        })?;
        match owner.wrapped_by() {
            None => self.unwrap_by_kek(conn, owner, row).await,
            Some(parent) => Ok(unwrap(&self.wrapper(conn, parent, row).await?, owner, row)?),
        }
    }

    /// Remembers a key, as somebody does who has read it a moment before it was destroyed.
    #[cfg(test)]
    pub(crate) fn remember(&self, owner: KeyOwner, key: DataKey) {
        self.cache.remember(owner, key);
    }
}
