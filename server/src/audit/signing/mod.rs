//! Signatures that anybody can check without us: Ed25519 (RFC 8032) under a key of the installation (P-66, rules B4.4).
//!
//! The private half is sealed under the platform's key and never leaves the server; the public half is published at
//! `/.well-known/realtoros-keys.json` ([`published`], a JWK set, RFC 7517 and RFC 8037). What is signed says what it
//! is for, so that a signature over one kind of statement cannot pass for another: the signed bytes are
//! `realtoros/v1/ ‖ purpose ‖ 0x00 ‖ message`.

mod entity;
mod key;
mod published;
mod repository;
#[cfg(test)]
mod tests;

pub use key::{PublicKey, Signed};
pub use published::{KEYS, keys_url, published};
pub use repository::{prepare, public_keys, sign};

/// What a signature is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// The end of an account's history.
    AuditHead,
    /// That somebody agreed to something (rules B2.4).
    ConsentReceipt,
    /// That data was erased (P-57, P-62).
    ErasureCertificate,
    /// The list of the files of an export with their fingerprints (P-33).
    ExportManifest,
}

impl Purpose {
    /// The name that is signed along.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AuditHead => "audit-head",
            Self::ConsentReceipt => "consent-receipt",
            Self::ErasureCertificate => "erasure-certificate",
            Self::ExportManifest => "export-manifest",
        }
    }

    /// What is really signed for `message`.
    fn bytes(self, message: &[u8]) -> Vec<u8> {
        [b"realtoros/v1/", self.as_str().as_bytes(), &[0], message].concat()
    }
}
