//! Keys of backups: one for each, wrapped by the KEK, so that a backup opens with the master key alone.

use super::{DataKey, Place, Vault, VaultError};
use crate::Result;
use realtoros_domain::ids::{AccountId, KeyId};
use uuid::Uuid;
use zeroize::Zeroizing;

impl Vault {
    /// A new key for the backup `id`, and the same wrapped by the KEK.
    pub fn make_backup_key(&self, id: Uuid) -> Result<(DataKey, Vec<u8>)> {
        let key = DataKey::generate(KeyId(id));
        let wrapped = self.kek_as_key().seal_bytes(place(id), key.secret())?;
        Ok((key, wrapped))
    }

    /// The key of the backup `id`. It does not open under another master key.
    pub fn open_backup_key(&self, id: Uuid, wrapped: &[u8]) -> Result<DataKey, VaultError> {
        let secret = self.kek_as_key().open_bytes(place(id), wrapped)?;
        let secret = <[u8; 32]>::try_from(secret.as_slice()).map_err(|_| VaultError::Shape)?;
        Ok(DataKey::new(KeyId(id), Zeroizing::new(secret)))
    }
}

const fn place(id: Uuid) -> Place {
    Place { account: AccountId(id), table: "backup/key", row: id }
}
