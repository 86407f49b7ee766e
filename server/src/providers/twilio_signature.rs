//! Who sent this webhook? Twilio signs the address and the parameters with the account's auth token (rules B3.1).

use base64::{Engine, engine::general_purpose::STANDARD};
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use subtle::ConstantTimeEq;

/// Whether `signature` is that of a request to `url` (as Twilio called it, query included) with these form
/// parameters, or with this raw body when the query carries `bodySHA256`. The port may be left out or added.
pub fn is_signed(
    token: &str,
    url: &str,
    parameters: &[(String, String)],
    body: &[u8],
    signature: &str,
) -> bool {
    let parameters = match query_value(url, "bodySHA256") {
        None => parameters,
        Some(hash) => {
            let found = hex::encode(Sha256::digest(body));
            if !bool::from(found.as_bytes().ct_eq(hash.to_ascii_lowercase().as_bytes())) {
                return false;
            }
            &[]
        }
    };
    let matches = |url: &str| {
        let expected = sign(token, url, parameters);
        bool::from(expected.as_bytes().ct_eq(signature.as_bytes()))
    };
    // Both are computed, so the time tells nothing.
    matches(&with_port(url)) | matches(&without_port(url)) | matches(url)
}

fn sign(token: &str, url: &str, parameters: &[(String, String)]) -> String {
    let Ok(mut mac) = Hmac::<Sha1>::new_from_slice(token.as_bytes()) else { return String::new() };
    mac.update(url.as_bytes());
    // Sorted by name and then by value; a pair that comes twice counts once.
    for (name, value) in parameters.iter().collect::<BTreeSet<_>>() {
        mac.update(name.as_bytes());
        mac.update(value.as_bytes());
    }
    STANDARD.encode(mac.finalize().into_bytes())
}

fn query_value<'a>(url: &'a str, name: &str) -> Option<&'a str> {
    let (_, query) = url.split_once('?')?;
    query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value)
}

/// The scheme with `://`, the authority, and the rest.
fn parts(url: &str) -> Option<(&str, &str, &str)> {
    let authority = url.find("://")? + 3;
    let rest = url[authority..].find(['/', '?']).map_or(url.len(), |at| authority + at);
    Some((&url[..authority], &url[authority..rest], &url[rest..]))
}

fn port_at(authority: &str) -> Option<usize> {
    authority.rfind(':').filter(|at| authority[at + 1..].bytes().all(|byte| byte.is_ascii_digit()))
}

fn without_port(url: &str) -> String {
    match parts(url) {
        Some((scheme, authority, rest)) => {
            format!("{scheme}{}{rest}", port_at(authority).map_or(authority, |at| &authority[..at]))
        }
        None => url.to_owned(),
    }
}

fn with_port(url: &str) -> String {
    match parts(url) {
        Some((scheme, authority, rest)) if port_at(authority).is_none() => {
            format!("{scheme}{authority}:{}{rest}", if scheme == "https://" { 443 } else { 80 })
        }
        _ => url.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKEN: &str = "12345";
    const URL: &str = "https://mycompany.com/myapp.php?foo=1&bar=2";

    fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    fn call() -> Vec<(String, String)> {
        pairs(&[
            ("CallSid", "CA1234567890ABCDE"),
            ("Digits", "1234"),
            ("From", "+14158675309"),
            ("To", "+18005551212"),
            ("Caller", "+14158675309"),
        ])
    }

    /// The published vectors (rules B3.1), each reached from the address with and without its port.
    #[test]
    fn p45_signatures_of_the_vectors_hold() {
        let with_port = URL.replace(".com/", ".com:443/");
        for signature in ["RSOYDt4T1cUTdK1PDd93/VVr8B8=", "kvajT1Ptam85bY51eRf/AJRuM3w="] {
            for url in [URL, &with_port] {
                assert!(is_signed(TOKEN, url, &call(), b"", signature), "{url} {signature}");
            }
        }
        assert_eq!(sign(TOKEN, URL, &call()), "RSOYDt4T1cUTdK1PDd93/VVr8B8=");
        let twice = pairs(&[
            ("Sid", "CA123"),
            ("SidAccount", "AC123"),
            ("Digits", "5678"),
            ("Digits", "1234"),
            ("Digits", "1234"),
        ]);
        assert!(is_signed(TOKEN, URL, &twice, b"", "IK+Dwps556ElfBT0I3Rgjkr1wJU="));
    }

    #[test]
    fn p45_a_json_body_is_signed_by_its_hash() {
        let body = br#"{"property": "value", "boolean": true}"#;
        let url = format!("{URL}&bodySHA256={}", hex::encode(Sha256::digest(body)));
        assert!(is_signed(TOKEN, &url, &[], body, "a9nBmqA0ju/hNViExpshrM61xv4="));
        assert!(!is_signed(TOKEN, &url, &[], b"{}", "a9nBmqA0ju/hNViExpshrM61xv4="));
    }

    #[test]
    fn p45_anything_changed_breaks_the_signature() {
        let signature = "RSOYDt4T1cUTdK1PDd93/VVr8B8=";
        let mut changed = call();
        changed[1].1 = "1235".to_owned();
        assert!(!is_signed(TOKEN, URL, &changed, b"", signature));
        assert!(!is_signed(TOKEN, "https://mycompany.com/other.php?foo=1&bar=2", &call(), b"", signature));
        assert!(!is_signed("12346", URL, &call(), b"", signature));
        assert!(!is_signed(TOKEN, URL, &call(), b"", ""));
        let mut more = call();
        more.push(("New".to_owned(), " kept as it is ".to_owned()));
        assert!(
            is_signed(TOKEN, URL, &more, b"", &sign(TOKEN, URL, &more)),
            "unknown parameters are welcome"
        );
    }
}
