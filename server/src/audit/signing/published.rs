//! The public keys as machines read them.

use super::{PublicKey, Purpose};
use crate::Core;
use serde_json::{Value, json};

/// Where an installation publishes its keys.
pub const KEYS: &str = "/.well-known/realtoros-keys.json";

/// Where the keys of this installation are.
pub fn keys_url(core: &Core) -> String {
    format!("{}{KEYS}", core.settings.public_url)
}

/// A JWK set (RFC 7517) of Ed25519 keys (RFC 8037), with how to check a signature.
pub fn published(keys: &[PublicKey]) -> Value {
    let purposes =
        [Purpose::AuditHead, Purpose::ConsentReceipt, Purpose::ErasureCertificate, Purpose::ExportManifest];
    json!({
        "keys": keys.iter().map(jwk).collect::<Vec<_>>(),
        "signed_bytes": "the text `realtoros/v1/`, the purpose, one zero byte, the message",
        "purposes": purposes.map(Purpose::as_str),
    })
}

fn jwk(key: &PublicKey) -> Value {
    json!({
        "kty": "OKP",
        "crv": "Ed25519",
        "alg": "EdDSA",
        "use": "sig",
        "kid": key.id(),
        "x": key.encoded(),
        "created_at_ms": key.created_at,
    })
}
