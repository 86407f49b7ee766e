//! Keys of backups: one for each, wrapped by the KEK, so that a backup opens with the master key alone.

use super::{DataKey, Place, Vault, VaultError};
use crate::Result;
use realtoros_domain::ids::{AccountId, KeyId};
use sea_orm::ConnectionTrait;
use uuid::Uuid;
use zeroize::Zeroizing;

impl Vault {
    /// A new key for the backup `id`, and the same wrapped by the KEK: the KEK's version in four bytes, then the key.
    pub async fn make_backup_key(&self, conn: &impl ConnectionTrait, id: Uuid) -> Result<(DataKey, Vec<u8>)> {
        let key = DataKey::generate(KeyId(id), 1);
        let version = self.present(conn).await?;
        let wrapped = self.keeper.wrap(version, place(id), key.bytes()).await?;
        Ok((key, [&version.to_be_bytes()[..], &wrapped].concat()))
    }

    /// The key of the backup `id`. It does not open under another master key.
    pub async fn open_backup_key(&self, id: Uuid, wrapped: &[u8]) -> Result<DataKey> {
        let (version, wrapped) = wrapped.split_first_chunk::<4>().ok_or(VaultError::NotSealed)?;
        let secret = self.keeper.unwrap(i32::from_be_bytes(*version), place(id), wrapped).await?;
        let secret = <[u8; 32]>::try_from(secret.as_slice()).map_err(|_| VaultError::Shape)?;
        Ok(DataKey::new(KeyId(id), 1, 0, Zeroizing::new(secret)))
    }
}

const fn place(id: Uuid) -> Place {
    Place { account: AccountId(id), table: "backup/key", row: id }
}
