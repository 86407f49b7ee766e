//! A key service that speaks the transit interface of OpenBao and Vault: the KEK never leaves it.
//!
//! `POST /v1/transit/encrypt/<key>` and `/decrypt/<key>` with `associated_data`, `POST /keys/<key>/rotate`, `GET
//! /keys/<key>`, `POST /keys/<key>/config`. Its `/rewrap` takes no associated data, so rewrapping is decrypting and
//! encrypting, inside this process (docs/decisions/0010).

use super::{KeyProvider, Place, VaultError, Version};
use crate::{
    Error, Result,
    providers::{Egress, Http},
};
use async_trait::async_trait;
use base64::{Engine, engine::general_purpose::STANDARD};
use reqwest::{Method, StatusCode};
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::time::Duration;
use zeroize::Zeroizing;

/// Where the key service is, and which key is ours.
#[derive(Clone, Debug)]
pub struct TransitSettings {
    /// Its address, such as `https://bao.example:8200`, without a slash at the end.
    pub url: String,
    /// The token that may encrypt and decrypt with the key, and for rotation change it.
    pub token: SecretString,
    /// The name of the key there.
    pub key: String,
}

/// How long the service may take.
const ANSWER: Duration = Duration::from_secs(10);

/// A client of the service, which talks to its host only.
#[derive(Debug)]
pub(super) struct Transit {
    settings: TransitSettings,
    http: Http,
}

impl Transit {
    pub(super) fn new(settings: TransitSettings) -> Result<Self> {
        let http = Http::new(Egress::to(&settings.url), ANSWER)?;
        Ok(Self { settings, http })
    }

    /// Sends a request and returns `data` of the answer.
    async fn ask(&self, method: Method, path: &str, body: Option<Value>) -> Result<Value> {
        let url = format!("{}/v1/transit/{path}", self.settings.url);
        let failed = |why: String| Error::Provider(format!("the key service {why}"));
        let request = self.http.request(method, &url).map_err(|error| failed(error.to_string()))?;
        let mut request = request.header("X-Vault-Token", self.settings.token.expose_secret());
        if let Some(body) = body {
            request = request.json(&body);
        }
        let answer = request
            .send()
            .await
            .map_err(|error| failed(format!("does not answer: {}", error.without_url())))?;
        let status = answer.status();
        if status == StatusCode::NO_CONTENT {
            return Ok(Value::Null);
        }
        let mut body: Value = answer.json().await.unwrap_or_default();
        if status.is_success() {
            return Ok(body.get_mut("data").map(Value::take).unwrap_or_default());
        }
        // What it says about a failed decryption would only confuse: the bytes or their place are not ours.
        if status == StatusCode::BAD_REQUEST && path.starts_with("decrypt/") {
            return Err(VaultError::DoesNotOpen.into());
        }
        Err(failed(format!("answers {status}: {}", body["errors"][0].as_str().unwrap_or("no reason given"))))
    }

    /// The same for the key's own address; `action` is what is done to it.
    async fn ask_key(&self, method: Method, action: &str, body: Option<Value>) -> Result<Value> {
        self.ask(method, &format!("keys/{}{action}", self.settings.key), body).await
    }

    async fn newest(&self) -> Result<i32> {
        let data = self.ask_key(Method::GET, "", None).await?;
        number(&data["latest_version"])
    }

    fn version(&self, number: i32) -> Version {
        // The key itself is never seen: it is recognised by where it is and what it is called.
        let name = format!("transit/{}/{number}", self.settings.key);
        Version { number, fingerprint: Sha256::digest(name)[..16].to_vec() }
    }
}

#[async_trait]
impl KeyProvider for Transit {
    fn place(&self) -> String {
        format!("key service {}, key {}", self.settings.url, self.settings.key)
    }

    async fn look(&self, _known: &[Version]) -> Result<Vec<Version>> {
        let data = self.ask_key(Method::GET, "", None).await?;
        let oldest = number(&data["min_decryption_version"])?.max(1);
        Ok((oldest..=number(&data["latest_version"])?).map(|number| self.version(number)).collect())
    }

    async fn wrap(&self, version: i32, place: Place, plain: &[u8]) -> Result<Vec<u8>> {
        let body = json!({
            "plaintext": STANDARD.encode(plain),
            "associated_data": STANDARD.encode(associated_data(place)),
            "key_version": version,
        });
        let data = self.ask(Method::POST, &format!("encrypt/{}", self.settings.key), Some(body)).await?;
        let sealed = data["ciphertext"].as_str().unwrap_or_default();
        if sealed.starts_with(&format!("vault:v{version}:")) {
            return Ok(sealed.as_bytes().to_vec());
        }
        Err(Error::Provider(
            "the key service answered without a ciphertext of the version asked for".to_owned(),
        ))
    }

    async fn unwrap(&self, version: i32, place: Place, wrapped: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
        let sealed = str::from_utf8(wrapped).map_err(|_| VaultError::NotSealed)?;
        if !sealed.starts_with(&format!("vault:v{version}:")) {
            return Err(VaultError::DoesNotOpen.into());
        }
        let body =
            json!({ "ciphertext": sealed, "associated_data": STANDARD.encode(associated_data(place)) });
        let data = self.ask(Method::POST, &format!("decrypt/{}", self.settings.key), Some(body)).await?;
        let plain = data["plaintext"].as_str().ok_or(VaultError::DoesNotOpen)?;
        Ok(Zeroizing::new(STANDARD.decode(plain).map_err(|_| VaultError::DoesNotOpen)?))
    }

    async fn rotate(&self, current: i32) -> Result<Version> {
        if self.newest().await? <= current {
            self.ask_key(Method::POST, "/rotate", None).await?;
        }
        Ok(self.version(self.newest().await?))
    }

    async fn retire(&self, oldest: i32) -> Result<bool> {
        let data = self.ask_key(Method::GET, "", None).await?;
        if number(&data["min_decryption_version"])? >= oldest {
            return Ok(false);
        }
        let body = json!({ "min_decryption_version": oldest });
        self.ask_key(Method::POST, "/config", Some(body)).await?;
        Ok(true)
    }
}

/// What the wrapped key is bound to: account, kind of row and owner, each with its length before it.
fn associated_data(place: Place) -> Vec<u8> {
    let fields: [&[u8]; 4] =
        [b"realtoros/v1", place.account.0.as_bytes(), place.table.as_bytes(), place.row.as_bytes()];
    let mut out = Vec::with_capacity(64);
    for field in fields {
        out.push(u8::try_from(field.len()).unwrap_or(u8::MAX));
        out.extend_from_slice(field);
    }
    out
}

fn number(value: &Value) -> Result<i32> {
    value
        .as_i64()
        .and_then(|number| i32::try_from(number).ok())
        .ok_or_else(|| Error::Provider("the key service answered without a version".to_owned()))
}
