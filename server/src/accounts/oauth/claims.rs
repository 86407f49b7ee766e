//! What an ID token says, and whether it is meant for us (OpenID Connect Core 1.0, section 3.1.3.7).
//!
//! The token comes from the provider's token endpoint over TLS, to us directly, so that connection and not the
//! signature vouches for it (point 6 there); see `docs/decisions/`.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::Deserialize;
use subtle::ConstantTimeEq;

/// How far the provider's clock may differ from ours, in seconds.
const SKEW_S: i64 = 60;

/// What an ID token says.
#[derive(Clone, Debug, Deserialize)]
pub struct Claims {
    /// The issuer.
    pub iss: String,
    /// The person at this issuer.
    pub sub: String,
    aud: Audience,
    azp: Option<String>,
    exp: i64,
    nonce: Option<String>,
    /// The Microsoft tenant, which is part of its issuer.
    tid: Option<String>,
    /// The address, for the form only: never to find an account.
    #[serde(default)]
    pub email: String,
    /// The name with which the person signs in at Microsoft: an address, also where no other is given.
    #[serde(default)]
    preferred_username: String,
    /// Whether the provider has verified the address. Google says so.
    #[serde(default)]
    pub email_verified: serde_json::Value,
    /// The name, for the form only.
    #[serde(default)]
    pub name: String,
}

impl Claims {
    /// Where the person is reached at the provider.
    pub fn address(&self) -> String {
        if self.email.is_empty() { self.preferred_username.clone() } else { self.email.clone() }
    }
}

#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Many(Vec<String>),
}

/// What a token must say.
#[derive(Clone, Copy, Debug)]
pub struct Expected<'a> {
    /// The issuer's address as set up.
    pub api_url: &'a str,
    /// Where people sign in; the issuer may be named by the origin of this address.
    pub auth_url: &'a str,
    /// Our name at the provider.
    pub client_id: &'a str,
    /// What we sent along when we asked.
    pub nonce: &'a str,
    /// The provider's time, in seconds since 1970 UTC.
    pub now: i64,
}

/// Why a token is not for us.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadToken {
    /// It is no JSON Web Token with the claims that OpenID Connect asks for.
    #[error("the ID token cannot be read")]
    Shape,
    /// Somebody else made it.
    #[error("the ID token has another issuer")]
    Issuer,
    /// It was made for somebody else.
    #[error("the ID token is meant for another client")]
    Audience,
    /// It is over.
    #[error("the ID token has expired")]
    Expired,
    /// It answers another request.
    #[error("the ID token answers another request")]
    Nonce,
}

/// The claims of `token`, if it is what we expect.
pub fn read(token: &str, expected: Expected<'_>) -> Result<Claims, BadToken> {
    let mut parts = token.split('.');
    let (Some(_), Some(body), Some(_), None) = (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(BadToken::Shape);
    };
    let body = URL_SAFE_NO_PAD.decode(body).map_err(|_| BadToken::Shape)?;
    let claims: Claims = serde_json::from_slice(&body).map_err(|_| BadToken::Shape)?;
    if claims.sub.is_empty() {
        return Err(BadToken::Shape);
    }
    if !is_issuer(&claims, expected) {
        return Err(BadToken::Issuer);
    }
    let is_for_us = match &claims.aud {
        Audience::One(client) => client == expected.client_id,
        Audience::Many(clients) => clients.iter().any(|client| client == expected.client_id),
    };
    let is_shared = matches!(&claims.aud, Audience::Many(clients) if clients.len() > 1);
    let is_party = claims.azp.as_deref().map_or(!is_shared, |party| party == expected.client_id);
    if !is_for_us || !is_party {
        return Err(BadToken::Audience);
    }
    if claims.exp + SKEW_S <= expected.now {
        return Err(BadToken::Expired);
    }
    let nonce = claims.nonce.as_deref().unwrap_or_default();
    if !bool::from(nonce.as_bytes().ct_eq(expected.nonce.as_bytes())) {
        return Err(BadToken::Nonce);
    }
    Ok(claims)
}

/// The issuer is the address that is set up, the origin where people sign in, or at Microsoft a tenant below it.
fn is_issuer(claims: &Claims, expected: Expected<'_>) -> bool {
    let origin = reqwest::Url::parse(expected.auth_url).map(|url| url.origin().ascii_serialization());
    let Ok(origin) = origin else { return false };
    let tenant = claims.tid.as_deref().filter(|tid| tid.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-'));
    let of_tenant = tenant.map(|tid| format!("{origin}/{tid}/v2.0"));
    claims.iss == expected.api_url
        || claims.iss == origin
        || of_tenant.is_some_and(|issuer| issuer == claims.iss)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn token(claims: &Value) -> String {
        format!("e30.{}.sig", URL_SAFE_NO_PAD.encode(claims.to_string()))
    }

    fn check(change: &Value) -> Result<Claims, BadToken> {
        let mut claims = json!({
            "iss": "https://accounts.provider.example", "sub": "7", "aud": "us", "exp": 1_000, "nonce": "n",
        });
        let (Some(claims_map), Some(changes)) = (claims.as_object_mut(), change.as_object()) else {
            panic!()
        };
        for (key, value) in changes {
            claims_map.insert(key.clone(), value.clone());
        }
        read(
            &token(&claims),
            Expected {
                api_url: "https://api.provider.example",
                auth_url: "https://accounts.provider.example/o/oauth2/auth",
                client_id: "us",
                nonce: "n",
                now: 1_000,
            },
        )
    }

    #[test]
    fn a_token_must_be_ours_in_every_respect() {
        let tenant = "https://accounts.provider.example/12ab-34/v2.0";
        let good = [
            json!({}),
            json!({"iss": "https://api.provider.example"}),
            json!({"iss": tenant, "tid": "12ab-34"}),
            json!({"aud": ["us"]}),
            json!({"aud": ["us", "them"], "azp": "us"}),
            json!({"exp": 941}),
        ];
        for change in good {
            assert_eq!(check(&change).unwrap().sub, "7", "{change}");
        }
        let bad = [
            (json!({"iss": "https://evil.example"}), BadToken::Issuer),
            (json!({"iss": "https://accounts.provider.example.evil.example"}), BadToken::Issuer),
            (json!({"iss": tenant}), BadToken::Issuer),
            (json!({"iss": tenant, "tid": "56cd"}), BadToken::Issuer),
            (json!({"iss": "https://accounts.provider.example/../v2.0", "tid": ".."}), BadToken::Issuer),
            (json!({"aud": "them"}), BadToken::Audience),
            (json!({"aud": ["us", "them"]}), BadToken::Audience),
            (json!({"azp": "them"}), BadToken::Audience),
            (json!({"exp": 940}), BadToken::Expired),
            (json!({"nonce": "m"}), BadToken::Nonce),
            (json!({"nonce": null}), BadToken::Nonce),
            (json!({"sub": ""}), BadToken::Shape),
            (json!({"sub": null}), BadToken::Shape),
        ];
        for (change, why) in bad {
            assert_eq!(check(&change).unwrap_err(), why, "{change}");
        }
    }

    #[test]
    fn what_is_no_token_is_refused() {
        let expected = Expected { api_url: "", auth_url: "", client_id: "", nonce: "", now: 0 };
        for text in ["", "a.b", "a.b.c", "e30.e30.e30", "a.b.c.d"] {
            assert_eq!(read(text, expected).unwrap_err(), BadToken::Shape, "{text}");
        }
    }
}
