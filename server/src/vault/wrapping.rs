//! Making keys, wrapping them and unwrapping them.

use super::{DataKey, KeyOwner, Place, VaultError, entity, fill_random};
use realtoros_domain::ids::{AccountId, KeyId};
use sea_orm::ActiveValue::Set;
use zeroize::Zeroizing;

/// A key that has been made. Store it in the same transaction as what it seals.
#[derive(Debug)]
pub struct NewKey {
    /// The key.
    pub key: DataKey,
    pub(super) owner: KeyOwner,
    pub(super) made_at: i64,
    /// The key as another key has wrapped it, and that key's version; `None` while it waits for the KEK.
    pub(super) wrapped: Option<(i32, Vec<u8>)>,
    /// Since when it seals; `None` while it is only announced.
    pub(super) active_at: Option<i64>,
}

impl NewKey {
    /// A new key that the KEK is to wrap.
    pub(super) fn for_kek(owner: KeyOwner, version: i32, now_ms: i64) -> Self {
        let key = DataKey::generate(new_id(now_ms), version);
        Self { key, owner, made_at: now_ms, wrapped: None, active_at: Some(now_ms) }
    }

    /// A new key that `account_key` wraps.
    pub(super) fn under(account_key: &DataKey, owner: KeyOwner, now_ms: i64) -> Result<Self, VaultError> {
        let key = DataKey::generate(new_id(now_ms), 1);
        let wrapped = account_key.seal_bytes(place(owner), &labelled(owner, 1, key.bytes()))?;
        let wrapped = Some((account_key.secret().version, wrapped));
        Ok(Self { key, owner, made_at: now_ms, wrapped, active_at: Some(now_ms) })
    }

    /// Its row, once it is wrapped.
    pub(super) fn row(&self, wrapping_version: i32, wrapped: Vec<u8>) -> entity::key::ActiveModel {
        let (account, kind, owner) = self.owner.parts();
        entity::key::ActiveModel {
            id: Set(self.key.id.0),
            account_id: Set(account),
            owner_kind: Set(kind.to_owned()),
            owner_id: Set(owner),
            kek_version: Set(wrapping_version),
            wrapped: Set(wrapped),
            created_at: Set(self.made_at),
            version: Set(self.key.secret().version),
            // It has sealed what is stored together with it.
            uses: Set(self.key.secret().uses.unstored()),
            active_at: Set(self.active_at),
        }
    }
}

/// Ids of keys made together lie together in the database's index.
fn new_id(now_ms: i64) -> KeyId {
    let mut random = [0; 10];
    fill_random(&mut random);
    let millis = u64::try_from(now_ms).unwrap_or_default();
    KeyId(uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid())
}

/// Where a wrapped key lives.
pub(super) const fn place(owner: KeyOwner) -> Place {
    let (account, _, id) = owner.parts();
    Place { account: AccountId(account), table: "data_key", row: id }
}

/// The secret with the kind of its owner and its version, so that an account's index key cannot stand in for its data
/// key, nor an old version for a new one.
pub(super) fn labelled(owner: KeyOwner, version: i32, secret: &[u8; 32]) -> Zeroizing<Vec<u8>> {
    Zeroizing::new([secret.as_slice(), label(owner, version).as_bytes()].concat())
}

/// The key in what was unwrapped of a row.
pub(super) fn key_in(plain: &[u8], owner: KeyOwner, row: &entity::key::Model) -> Result<DataKey, VaultError> {
    let (secret, rest) = plain.split_at_checked(32).ok_or(VaultError::Shape)?;
    if rest != label(owner, row.version).as_bytes() {
        return Err(VaultError::DoesNotOpen);
    }
    let secret = <[u8; 32]>::try_from(secret).map_err(|_| VaultError::Shape)?;
    Ok(DataKey::new(KeyId(row.id), row.version, row.uses, Zeroizing::new(secret)))
}

/// The key of a row that an account's key has wrapped.
pub(super) fn unwrap(
    account_key: &DataKey,
    owner: KeyOwner,
    row: &entity::key::Model,
) -> Result<DataKey, VaultError> {
    let opened = account_key.open_bytes(place(owner), &row.wrapped);
    opened.and_then(|plain| key_in(&plain, owner, row)).map_err(|_| damaged(row))
}

/// The error that names a wrapped key which does not open.
pub(super) const fn damaged(row: &entity::key::Model) -> VaultError {
    VaultError::DoesNotOpenIn { table: "data_key", key: KeyId(row.id) }
}

fn label(owner: KeyOwner, version: i32) -> String {
    let kind = owner.parts().1;
    if version == 1 { kind.to_owned() } else { format!("{kind}/{version}") }
}
