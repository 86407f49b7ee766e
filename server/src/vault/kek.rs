//! The key-encryption key: the one secret that the operator keeps, in one or more versions.

use super::{DataKey, fill_random, transit::TransitSettings};
use crate::{Error, Result};
use hkdf::Hkdf;
use realtoros_domain::ids::KeyId;
use sha2::Sha256;
use std::{fmt, path::PathBuf};
use uuid::Uuid;
use zeroize::Zeroizing;

/// Where the KEK comes from.
#[derive(Clone)]
pub enum KekSource {
    /// 64 hexadecimal digits in `REALTOROS_MASTER_KEY`, and during a rotation those of the version before it in
    /// `REALTOROS_MASTER_KEY_PREVIOUS`.
    Value {
        /// The newest key.
        key: Zeroizing<String>,
        /// The one before it.
        previous: Option<Zeroizing<String>>,
    },
    /// A file with one or more versions; made on the first start.
    File(PathBuf),
    /// A key service, which never gives the key away.
    Transit(TransitSettings),
}

impl fmt::Debug for KekSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Value { .. } => f.write_str("Value(…)"),
            Self::File(path) => write!(f, "File({})", path.display()),
            Self::Transit(settings) => write!(f, "Transit({settings:?})"),
        }
    }
}

/// A KEK and its version.
#[derive(Clone)]
pub struct Kek {
    /// Which KEK this is; wrapped keys name the one that wrapped them.
    pub version: i32,
    pub(super) secret: Zeroizing<[u8; 32]>,
}

impl fmt::Debug for Kek {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Kek(version {})", self.version)
    }
}

impl Kek {
    /// The first version, from 64 hexadecimal digits.
    pub fn parse(text: &str) -> Result<Self> {
        let mut secret = Zeroizing::new([0; 32]);
        hex::decode_to_slice(text.trim(), secret.as_mut_slice())
            .map_err(|_| Error::invalid("the master key must be 64 hexadecimal digits (32 bytes)"))?;
        Ok(Self { version: 1, secret })
    }

    /// A new random KEK.
    pub(super) fn generate(version: i32) -> Self {
        let mut secret = Zeroizing::new([0; 32]);
        fill_random(secret.as_mut());
        Self { version, secret }
    }

    /// The digits.
    pub(super) fn digits(&self) -> Zeroizing<String> {
        Zeroizing::new(hex::encode(self.secret.as_slice()))
    }

    /// A one-way mark by which the key is recognised, whatever it is called.
    pub(super) fn fingerprint(&self) -> Vec<u8> {
        let mut mark = vec![0; 16];
        // 16 bytes are within what HKDF-SHA-256 can give, so expanding cannot fail.
        let _ = Hkdf::<Sha256>::new(None, self.secret.as_slice())
            .expand(b"realtoros/v1/kek-fingerprint", &mut mark);
        mark
    }

    /// The key by which other keys are wrapped. Its id carries the version, so what is wrapped is bound to it.
    pub(super) fn as_key(&self) -> DataKey {
        let id = if self.version == 1 { 0 } else { self.version.unsigned_abs().into() };
        DataKey::new(KeyId(Uuid::from_u128(id)), self.version, 0, self.secret.clone())
    }
}

impl KekSource {
    /// The address of a key service, where one is used.
    pub fn url(&self) -> Option<&str> {
        match self {
            Self::Transit(settings) => Some(&settings.url),
            Self::Value { .. } | Self::File(_) => None,
        }
    }
}
