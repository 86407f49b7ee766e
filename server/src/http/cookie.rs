//! Names of cookies, and how one is read and written.

use crate::settings::Settings;
use axum::http::{HeaderMap, HeaderValue, header};

/// The session's cookie. `__Host-` binds it to this host and to TLS; browsers refuse it over plain HTTP, which only
/// the dev profile speaks.
pub const fn session_name(settings: &Settings) -> &'static str {
    match settings.profile {
        crate::settings::Profile::Dev => "realtoros",
        crate::settings::Profile::Production => "__Host-realtoros",
    }
}

/// The cookie that remembers a sign-in under way at a provider.
pub const fn oauth_name(settings: &Settings) -> &'static str {
    match settings.profile {
        crate::settings::Profile::Dev => "oauth",
        crate::settings::Profile::Production => "__Host-oauth",
    }
}

/// The cookie that somebody carries from the first step of signing in to the second (P-09).
pub const fn half_way_name(settings: &Settings) -> &'static str {
    match settings.profile {
        crate::settings::Profile::Dev => "second-step",
        crate::settings::Profile::Production => "__Host-second-step",
    }
}

/// The cookie that holds what a lead has proven on their own page (P-64). It is bound to the link's path, so it cannot
/// have the prefix `__Host-`, which asks for the whole site.
pub const fn proof_name(settings: &Settings) -> &'static str {
    match settings.profile {
        crate::settings::Profile::Dev => "proof",
        crate::settings::Profile::Production => "__Secure-proof",
    }
}

/// A `Set-Cookie` value for the [`proof_name`] cookie of the page `path`: no script reads it, no other site sends it, no
/// other page of ours gets it. Zero seconds remove it.
pub fn proof(settings: &Settings, path: &str, value: &str, seconds: i64) -> Option<HeaderValue> {
    let secure = if settings.is_dev() { "" } else { "; Secure" };
    let name = proof_name(settings);
    let text = format!("{name}={value}; Path={path}; Max-Age={seconds}; HttpOnly; SameSite=Strict{secure}");
    HeaderValue::from_str(&text).ok()
}

/// The value of a request's cookie.
pub fn read<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value)
}

/// A `Set-Cookie` value for the [`oauth_name`] cookie: `Lax`, because the provider sends the browser back from
/// another site. Zero seconds remove it.
pub fn oauth(settings: &Settings, value: &str, seconds: i64) -> Option<HeaderValue> {
    lax(settings, oauth_name(settings), value, seconds)
}

/// The same for the [`half_way_name`] cookie: the first step may have been taken at a provider.
pub fn half_way(settings: &Settings, value: &str, seconds: i64) -> Option<HeaderValue> {
    lax(settings, half_way_name(settings), value, seconds)
}

fn lax(settings: &Settings, name: &str, value: &str, seconds: i64) -> Option<HeaderValue> {
    let secure = if settings.is_dev() { "" } else { "; Secure" };
    let text = format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    HeaderValue::from_str(&text).ok()
}
