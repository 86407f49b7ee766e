//! A device with one passkey, as `WebAuthn` describes it (sections 6.1 and 6.5): ES256, no attestation.

use base64::{
    Engine,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use rustls::{
    SignatureScheme,
    crypto::ring::sign::any_ecdsa_type,
    pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer},
    sign::SigningKey,
};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// Two keys that were made for these tests, in PKCS #8.
pub const KEYS: [&str; 2] = [
    "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg3MlO7sVpRHsn18g1GvbaxWG8RHPLbi+JZCLAd06Z/gyhRANCAARU+I6EfyJbxDFp\
     Z7K4uydSIsUb3Ckj276UsjaM5AusTdMJ/pA0QCsj0dh+qTJgnp+NZxYImbs61yV0SAsZp4XY",
    "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQggAMyNN7zQbZQy0F52xPuUnZHF2Af+4UpTwDYVm8BUdShRANCAAQoEGsAWh0gaKD3\
     YZGcV/ig/4nz+pn6Ng/8O5AaULvs1J/9jtWc2FICBZQSVbCT9hhrgn3eC68U0Dx4ogM+bmcL",
];

/// Somebody was there.
const PRESENT: u8 = 0x01;
/// It was the owner.
const VERIFIED: u8 = 0x04;
/// A new key follows.
const NEW_KEY: u8 = 0x40;

#[derive(Clone)]
pub struct Device {
    pub key: Arc<dyn SigningKey>,
    /// The page that it believes to be on.
    pub origin: &'static str,
    /// The host that it signs for.
    pub host: &'static str,
    /// Whether it makes sure that its owner is there.
    pub verifies: bool,
    /// How often it has signed.
    pub counter: u32,
    /// The number of its passkey.
    pub id: [u8; 32],
    /// For whom its passkey is.
    pub person: String,
}

impl Device {
    pub fn new(key: &str) -> Self {
        let key = PrivatePkcs8KeyDer::from(STANDARD.decode(key).unwrap());
        Self {
            key: any_ecdsa_type(&PrivateKeyDer::Pkcs8(key)).unwrap(),
            origin: "https://crm.example.com",
            host: "crm.example.com",
            verifies: true,
            counter: 0,
            id: [7; 32],
            person: String::new(),
        }
    }

    /// Makes the passkey that a page asks for.
    pub fn create(&mut self, options: &str) -> String {
        let asked: Value = serde_json::from_str(options).unwrap();
        asked["user"]["id"].as_str().unwrap().clone_into(&mut self.person);
        let client = self.client("webauthn.create", &asked);
        let mut data = self.data(NEW_KEY);
        data.extend([0; 16]);
        data.extend([0, 32]);
        data.extend(self.id);
        // The public key as COSE says it: an elliptic curve, ES256, P-256, and the two coordinates.
        let public = self.key.public_key().unwrap();
        let (x, y) = public.as_ref()[public.as_ref().len() - 64..].split_at(32);
        data.extend([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]);
        data.extend(x);
        data.extend([0x22, 0x58, 0x20]);
        data.extend(y);
        // {"fmt": "none", "attStmt": {}, "authData": data} in CBOR.
        let mut object = vec![0xa3, 0x63];
        object.extend(b"fmt");
        object.push(0x64);
        object.extend(b"none");
        object.push(0x67);
        object.extend(b"attStmt");
        object.extend([0xa0, 0x68]);
        object.extend(b"authData");
        object.extend([0x58, u8::try_from(data.len()).unwrap()]);
        object.extend(data);
        self.answer(&json!({ "attestationObject": base64(&object), "clientDataJSON": base64(&client) }))
    }

    /// Answers a page that asks who is there.
    pub fn get(&mut self, options: &str) -> String {
        let asked: Value = serde_json::from_str(options).unwrap();
        self.counter += 1;
        let (client, data) = (self.client("webauthn.get", &asked), self.data(0));
        let signed = [data.as_slice(), Sha256::digest(&client).as_slice()].concat();
        let signer = self.key.choose_scheme(&[SignatureScheme::ECDSA_NISTP256_SHA256]).unwrap();
        self.answer(&json!({
            "authenticatorData": base64(&data),
            "clientDataJSON": base64(&client),
            "signature": base64(&signer.sign(&signed).unwrap()),
            "userHandle": self.person,
        }))
    }

    fn client(&self, kind: &str, asked: &Value) -> Vec<u8> {
        let said = json!({
            "type": kind, "challenge": asked["challenge"], "origin": self.origin, "crossOrigin": false,
        });
        said.to_string().into_bytes()
    }

    fn data(&self, flags: u8) -> Vec<u8> {
        let mut data = Sha256::digest(self.host).to_vec();
        data.push(flags | PRESENT | if self.verifies { VERIFIED } else { 0 });
        data.extend(self.counter.to_be_bytes());
        data
    }

    fn answer(&self, response: &Value) -> String {
        let id = base64(&self.id);
        json!({ "id": id, "rawId": id, "type": "public-key", "response": response }).to_string()
    }
}

fn base64(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}
