//! The end of all keys of an account (P-57).

use super::{Vault, entity::key};
use crate::Result;
use realtoros_domain::ids::AccountId;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter};
use uuid::Uuid;

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

    /// Whether a key of `account` is left, in the database or in memory, that could open `sealed`.
    pub async fn could_open(
        &self,
        conn: &impl ConnectionTrait,
        account: AccountId,
        sealed: &[u8],
    ) -> Result<bool> {
        let Some(id) = sealed.get(1..17).and_then(|id| Uuid::from_slice(id).ok()) else { return Ok(false) };
        let is_remembered = self.cache.holds(account.0, id);
        let query = key::Entity::find_by_id(id).filter(key::Column::AccountId.eq(account.0));
        Ok(is_remembered || query.count(conn).await? > 0)
    }
}
