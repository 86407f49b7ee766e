//! Signing keys, their public halves, and what they sign.

use super::Purpose;
use crate::vault::{Record, fill_random};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt;
use zeroize::{Zeroize, ZeroizeOnDrop};

/// The private half, as it is sealed.
#[derive(Serialize, Deserialize, Zeroize, ZeroizeOnDrop)]
pub(super) struct PrivateKey {
    seed: [u8; 32],
}

impl fmt::Debug for PrivateKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PrivateKey(…)")
    }
}

impl Record for PrivateKey {
    const TABLE: &'static str = "signing_key";
}

impl PrivateKey {
    /// A new random key.
    pub(super) fn generate() -> Self {
        let mut seed = [0; 32];
        fill_random(&mut seed);
        Self { seed }
    }

    /// Its public half. `created_at` is when it was made.
    pub(super) fn public(&self, created_at: i64) -> PublicKey {
        PublicKey { key: self.signer().verifying_key(), created_at }
    }

    pub(super) fn sign(&self, purpose: Purpose, message: &[u8]) -> Signed {
        let signature = self.signer().sign(&purpose.bytes(message));
        Signed { key_id: self.public(0).id(), signature: URL_SAFE_NO_PAD.encode(signature.to_bytes()) }
    }

    fn signer(&self) -> SigningKey {
        SigningKey::from_bytes(&self.seed)
    }
}

/// A signature and the key that made it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signed {
    /// Which key: see [`PublicKey::id`].
    pub key_id: String,
    /// The 64 bytes of RFC 8032 in URL-safe base64 without padding.
    pub signature: String,
}

impl Signed {
    /// Whether one of `keys` has signed `message` for `purpose`.
    pub fn verify(&self, keys: &[PublicKey], purpose: Purpose, message: &[u8]) -> bool {
        let Some(signature) = URL_SAFE_NO_PAD.decode(&self.signature).ok().and_then(|it| it.try_into().ok())
        else {
            return false;
        };
        let signature = Signature::from_bytes(&signature);
        keys.iter()
            .filter(|key| key.id() == self.key_id)
            // Strict: refuses keys and signatures that other libraries might read differently.
            .any(|key| key.key.verify_strict(&purpose.bytes(message), &signature).is_ok())
    }
}

/// The public half of a signing key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicKey {
    pub(super) key: VerifyingKey,
    /// When it was made, in milliseconds since 1970 UTC.
    pub created_at: i64,
}

impl PublicKey {
    /// The name of the key: the first 16 bytes of SHA-256 over the public key, in hexadecimal.
    pub fn id(&self) -> String {
        hex::encode(&Sha256::digest(self.key.as_bytes())[..16])
    }

    /// The 32 bytes of RFC 8032 in URL-safe base64 without padding.
    pub fn encoded(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.key.as_bytes())
    }
}
