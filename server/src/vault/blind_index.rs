//! Keyed hashes for equality look-ups in sealed data (P-08).

use super::DataKey;
use hkdf::Hkdf;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::fmt;
use zeroize::Zeroizing;

/// Hashes values for one use of one account. The same e-mail address has another hash in another account and
/// another use, so indexes cannot be compared with one another.
#[derive(Clone)]
pub struct BlindIndex(Zeroizing<[u8; 32]>);

impl fmt::Debug for BlindIndex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BlindIndex")
    }
}

impl BlindIndex {
    /// The index for `usage` (such as `lead/email`) under an index key.
    pub(super) fn derive(key: &DataKey, usage: &str) -> Self {
        let mut secret = Zeroizing::new([0; 32]);
        let info = [b"realtoros/v1/index/", usage.as_bytes()].concat();
        // 32 bytes are within what HKDF-SHA-256 can give, so expanding cannot fail.
        let _ = Hkdf::<Sha256>::new(None, key.bytes()).expand(&info, secret.as_mut());
        Self(secret)
    }

    /// The hash of a value that has been brought to its normal form.
    pub fn hash(&self, normal_form: &str) -> Vec<u8> {
        // HMAC takes keys of any length, so making one cannot fail.
        Hmac::<Sha256>::new_from_slice(self.0.as_ref())
            .map(|mut mac| {
                mac.update(normal_form.as_bytes());
                mac.finalize().into_bytes().to_vec()
            })
            .unwrap_or_default()
    }
}
