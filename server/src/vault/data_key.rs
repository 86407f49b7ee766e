//! A key that seals records, and the format of what it seals.

use super::{Record, VaultError, fill_random, uses::Uses};
use aes_gcm::{
    Aes256Gcm, Key, Nonce,
    aead::{Aead, KeyInit, Payload},
};
use realtoros_domain::ids::{AccountId, KeyId};
use std::{
    fmt,
    sync::{Arc, PoisonError, RwLock},
};
use uuid::Uuid;
use zeroize::Zeroizing;

/// First byte of everything sealed: version 1 is `1 ‖ key id (16) ‖ nonce (12) ‖ ciphertext ‖ tag (16)`.
const VERSION: u8 = 1;
const HEADER: usize = 1 + 16;
const NONCE: usize = 12;
const TAG: usize = 16;

/// Where sealed bytes live. They open nowhere else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The account whose row it is.
    pub account: AccountId,
    /// The table.
    pub table: &'static str,
    /// The row.
    pub row: Uuid,
}

/// The secret of one key. Wiped from memory when the last holder is gone.
pub(super) struct Secret {
    pub(super) id: KeyId,
    pub(super) version: i32,
    pub(super) uses: Uses,
    bytes: Zeroizing<[u8; 32]>,
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Secret({})", self.id)
    }
}

/// Every version of an account's key, shared by all who hold one: what another node has made is found by all of them.
pub(super) type Ring = Arc<RwLock<Vec<Arc<Secret>>>>;

/// A 256-bit key of one account, lead or member. Wiped from memory when dropped; never printed. While an account's key
/// is being changed it opens what older and newer versions have sealed as well.
#[derive(Clone)]
pub struct DataKey {
    /// Its row in `data_key`.
    pub id: KeyId,
    secret: Arc<Secret>,
    ring: Option<Ring>,
}

impl fmt::Debug for DataKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DataKey({})", self.id)
    }
}

impl DataKey {
    /// A key from its parts. `uses` is what its row says.
    pub(super) fn new(id: KeyId, version: i32, uses: i64, bytes: Zeroizing<[u8; 32]>) -> Self {
        Self { id, secret: Arc::new(Secret { id, version, uses: Uses::stored(uses), bytes }), ring: None }
    }

    /// The newest key of a ring that is in use.
    pub(super) fn of(ring: &Ring, id: KeyId) -> Option<Self> {
        let secret = find(ring, id)?;
        Some(Self { id, secret, ring: Some(ring.clone()) })
    }

    /// A new random key.
    pub(super) fn generate(id: KeyId, version: i32) -> Self {
        let mut bytes = Zeroizing::new([0; 32]);
        fill_random(bytes.as_mut());
        Self::new(id, version, 0, bytes)
    }

    pub(super) fn bytes(&self) -> &[u8; 32] {
        &self.secret.bytes
    }

    pub(super) const fn secret(&self) -> &Arc<Secret> {
        &self.secret
    }

    pub(super) const fn ring(&self) -> Option<&Ring> {
        self.ring.as_ref()
    }

    /// Seals `record` for the row `row` of its table.
    pub fn seal<R: Record>(&self, account: AccountId, row: Uuid, record: &R) -> Result<Vec<u8>, VaultError> {
        let plain = Zeroizing::new(serde_json::to_vec(record).map_err(|_| VaultError::Shape)?);
        self.seal_bytes(Place { account, table: R::TABLE, row }, &plain)
    }

    /// Opens the record of the row `row`.
    pub fn open<R: Record>(&self, account: AccountId, row: Uuid, sealed: &[u8]) -> Result<R, VaultError> {
        let plain = self.open_bytes(Place { account, table: R::TABLE, row }, sealed)?;
        serde_json::from_slice(&plain).map_err(|_| VaultError::Shape)
    }

    /// Seals bytes for a place. Refuses when the key has been used too often (rules B4.1).
    pub fn seal_bytes(&self, place: Place, plain: &[u8]) -> Result<Vec<u8>, VaultError> {
        self.secret.uses.take()?;
        let mut nonce = [0; NONCE];
        fill_random(&mut nonce);
        let aad = associated_data(place, self.id);
        let sealed = self
            .secret
            .cipher()
            .encrypt(&Nonce::from(nonce), Payload { msg: plain, aad: &aad })
            .map_err(|_| VaultError::DoesNotOpen)?;
        let mut out = Vec::with_capacity(HEADER + NONCE + sealed.len());
        out.push(VERSION);
        out.extend_from_slice(self.id.0.as_bytes());
        out.extend_from_slice(&nonce);
        out.extend_from_slice(&sealed);
        Ok(out)
    }

    /// Opens bytes of a place.
    pub fn open_bytes(&self, place: Place, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        let (id, nonce, body) = parts(sealed)?;
        let other = if id == self.id { None } else { self.ring.as_ref().and_then(|ring| find(ring, id)) };
        let secret = match &other {
            Some(secret) => secret,
            None if id == self.id => &self.secret,
            None => return Err(VaultError::DoesNotOpen),
        };
        let aad = associated_data(place, id);
        secret
            .cipher()
            .decrypt(&Nonce::from(nonce), Payload { msg: body, aad: &aad })
            .map(Zeroizing::new)
            .map_err(|_| VaultError::DoesNotOpen)
    }

    /// Whether it, or a version beside it, is the key that has sealed these bytes.
    pub(super) fn has_sealed(&self, sealed: &[u8]) -> bool {
        sealer(sealed)
            .is_ok_and(|id| id == self.id || self.ring.as_ref().is_some_and(|ring| find(ring, id).is_some()))
    }
}

impl Secret {
    fn cipher(&self) -> Aes256Gcm {
        Aes256Gcm::new(&Key::<Aes256Gcm>::from(*self.bytes))
    }
}

fn find(ring: &Ring, id: KeyId) -> Option<Arc<Secret>> {
    ring.read().unwrap_or_else(PoisonError::into_inner).iter().find(|secret| secret.id == id).cloned()
}

/// `(scheme, account, table, row, key id)`, each with its length before it.
fn associated_data(place: Place, key: KeyId) -> Vec<u8> {
    let fields: [&[u8]; 5] = [
        b"realtoros/v1",
        place.account.0.as_bytes(),
        place.table.as_bytes(),
        place.row.as_bytes(),
        key.0.as_bytes(),
    ];
    let mut out = Vec::with_capacity(96);
    for field in fields {
        out.push(u8::try_from(field.len()).unwrap_or(u8::MAX));
        out.extend_from_slice(field);
    }
    out
}

/// The key that has sealed these bytes.
pub(super) fn sealer(sealed: &[u8]) -> Result<KeyId, VaultError> {
    parts(sealed).map(|(id, _, _)| id)
}

fn parts(sealed: &[u8]) -> Result<(KeyId, [u8; NONCE], &[u8]), VaultError> {
    let (version, rest) = sealed.split_first().ok_or(VaultError::NotSealed)?;
    if *version != VERSION || rest.len() < 16 + NONCE + TAG {
        return Err(VaultError::NotSealed);
    }
    let (id, rest) = rest.split_at(16);
    let (nonce, body) = rest.split_at(NONCE);
    let id = Uuid::from_slice(id).map_err(|_| VaultError::NotSealed)?;
    let nonce = <[u8; NONCE]>::try_from(nonce).map_err(|_| VaultError::NotSealed)?;
    Ok((KeyId(id), nonce, body))
}
