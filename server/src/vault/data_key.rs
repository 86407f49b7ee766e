//! A key that seals records, and the format of what it seals.

use super::{Record, VaultError, fill_random};
use aes_gcm::{
    Aes256Gcm, Key, Nonce,
    aead::{Aead, KeyInit, Payload},
};
use realtoros_domain::ids::{AccountId, KeyId};
use std::fmt;
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

/// A 256-bit key of one account, lead or member. Wiped from memory when dropped; never printed.
#[derive(Clone)]
pub struct DataKey {
    /// Its row in `data_key`.
    pub id: KeyId,
    secret: Zeroizing<[u8; 32]>,
}

impl fmt::Debug for DataKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DataKey({})", self.id)
    }
}

impl DataKey {
    /// A key from its parts.
    pub(super) const fn new(id: KeyId, secret: Zeroizing<[u8; 32]>) -> Self {
        Self { id, secret }
    }

    /// A new random key.
    pub(super) fn generate(id: KeyId) -> Self {
        let mut secret = Zeroizing::new([0; 32]);
        fill_random(secret.as_mut());
        Self { id, secret }
    }

    pub(super) fn secret(&self) -> &[u8; 32] {
        &self.secret
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

    /// Seals bytes for a place.
    pub fn seal_bytes(&self, place: Place, plain: &[u8]) -> Result<Vec<u8>, VaultError> {
        let mut nonce = [0; NONCE];
        fill_random(&mut nonce);
        let aad = self.associated_data(place);
        let sealed = self
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
        let (key_id, nonce, body) = parts(sealed)?;
        if key_id != self.id {
            return Err(VaultError::DoesNotOpen);
        }
        let aad = self.associated_data(place);
        self.cipher()
            .decrypt(&Nonce::from(nonce), Payload { msg: body, aad: &aad })
            .map(Zeroizing::new)
            .map_err(|_| VaultError::DoesNotOpen)
    }

    fn cipher(&self) -> Aes256Gcm {
        Aes256Gcm::new(&Key::<Aes256Gcm>::from(*self.secret))
    }

    /// `(scheme, account, table, row, key id)`, each with its length before it.
    fn associated_data(&self, place: Place) -> Vec<u8> {
        let fields: [&[u8]; 5] = [
            b"realtoros/v1",
            place.account.0.as_bytes(),
            place.table.as_bytes(),
            place.row.as_bytes(),
            self.id.0.as_bytes(),
        ];
        let mut out = Vec::with_capacity(96);
        for field in fields {
            out.push(u8::try_from(field.len()).unwrap_or(u8::MAX));
            out.extend_from_slice(field);
        }
        out
    }
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
