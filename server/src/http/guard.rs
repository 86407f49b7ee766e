//! Requests that are refused before any handler sees them.

use super::{
    Caller,
    caller::{bearer, is_api},
    cookie,
};
use crate::Core;
use axum::{
    Extension,
    extract::{Request, State},
    http::{HeaderMap, Method, StatusCode, header},
    middleware::Next,
    response::{Html, IntoResponse, Redirect, Response},
};

/// Refuses to change anything for a request that another site has caused (rules B4.6).
pub(super) async fn origin(State(core): State<Core>, request: Request, next: Next) -> Response {
    let has_session = cookie::read(request.headers(), cookie::session_name(&core.settings)).is_some();
    let asked = Asked {
        method: request.method(),
        path: request.uri().path(),
        headers: request.headers(),
        public_url: &core.settings.public_url,
        has_session,
    };
    if asked.is_own() {
        next.run(request).await
    } else {
        (StatusCode::FORBIDDEN, "This request came from another site and was refused.\n").into_response()
    }
}

/// What the decision rests on.
struct Asked<'a> {
    method: &'a Method,
    path: &'a str,
    headers: &'a HeaderMap,
    public_url: &'a str,
    has_session: bool,
}

impl Asked<'_> {
    fn is_own(&self) -> bool {
        if self.method.is_safe() || self.is_meant_for_others() {
            return true;
        }
        if let Some(site) = self.header("sec-fetch-site") {
            return matches!(site, "same-origin" | "none");
        }
        match self.header("origin") {
            Some(origin) => self.is_our(origin),
            // No browser: a program that carries no cookie acts for nobody.
            None => !self.has_session,
        }
    }

    /// Providers and mail programs post from elsewhere, and prove themselves by signature, token or bearer.
    fn is_meant_for_others(&self) -> bool {
        let one_click =
            self.path.strip_prefix("/u/").is_some_and(|token| !token.is_empty() && !token.contains('/'));
        self.path.starts_with("/webhooks/")
            || (one_click && self.method == Method::POST)
            || (is_api(self.path) && bearer(self.headers).is_some())
    }

    fn is_our(&self, origin: &str) -> bool {
        let Some((_, host)) = origin.split_once("://") else { return false };
        origin == self.public_url || self.header("host").is_some_and(|ours| ours.eq_ignore_ascii_case(host))
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }
}

/// Shows the dashboard to signed-in members only; others sign in first and come back.
pub(super) async fn members_only(
    Extension(caller): Extension<Caller>,
    request: Request,
    next: Next,
) -> Response {
    let path = request.uri().path();
    let guarded = path == "/app" || path.starts_with("/app/");
    if !guarded || caller.scope.is_some() {
        return next.run(request).await;
    }
    let target = request.uri().path_and_query().map_or(path, axum::http::uri::PathAndQuery::as_str);
    let is_from_elsewhere = request.headers().get("sec-fetch-site").is_some_and(|site| site == "cross-site");
    if is_from_elsewhere && request.method() == Method::GET {
        return knock(target);
    }
    Redirect::to(&format!("/sign-in?next={}", encoded(target))).into_response()
}

/// A browser that follows a link from another site leaves the session's cookie (`SameSite=Strict`) at home. This
/// page asks for the same address again, now from our own site, with the cookie.
fn knock(target: &str) -> Response {
    let target = target.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;");
    let page = format!(
        "<!DOCTYPE html><html lang=\"en\"><meta charset=\"utf-8\"><title>RealtorOS</title>\
         <meta http-equiv=\"refresh\" content=\"0;url={target}\"><p><a href=\"{target}\">Continue to RealtorOS</a>"
    );
    ([(header::CACHE_CONTROL, "no-store")], Html(page)).into_response()
}

/// Where to go after signing in: `next` if it is one of our own pages, else Today. Nothing that leads elsewhere, such
/// as `//other.example`, gets through.
pub fn local_path(next: Option<&str>) -> &str {
    const START: &str = "/app/today";
    let Some(next) = next else { return START };
    let is_plain = next.bytes().all(|b| b.is_ascii_graphic() && b != b'\\');
    if is_plain && next.starts_with("/app/") { next } else { START }
}

/// Percent-encoding for a value in a query.
pub fn encoded(text: &str) -> String {
    use std::fmt::Write;
    text.bytes().fold(String::with_capacity(text.len()), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Method, path, headers, session cookie, allowed.
    type Case<'a> = (Method, &'a str, &'a [(&'static str, &'a str)], bool, bool);

    #[test]
    fn only_our_own_pages_change_anything() {
        let own = ("sec-fetch-site", "same-origin");
        let cross = ("sec-fetch-site", "cross-site");
        let (origin, other) = (("origin", "http://crm.example"), ("origin", "http://evil.example"));
        let cases: &[Case<'_>] = &[
            (Method::GET, "/app/today", &[cross], true, true),
            (Method::HEAD, "/app/today", &[cross, other], true, true),
            (Method::POST, "/rpc/leads/list", &[own, origin], true, true),
            (Method::POST, "/rpc/leads/list", &[("sec-fetch-site", "none")], true, true),
            (Method::POST, "/rpc/leads/list", &[cross], true, false),
            (Method::POST, "/rpc/leads/list", &[cross, origin], true, false),
            (Method::POST, "/rpc/leads/list", &[("sec-fetch-site", "same-site")], true, false),
            (Method::PUT, "/rpc/leads/list", &[cross], false, false),
            (Method::DELETE, "/rpc/leads/list", &[other], true, false),
            (Method::PATCH, "/rpc/leads/list", &[("origin", "null")], true, false),
            (Method::POST, "/sign-in", &[other], false, false),
            (Method::POST, "/sign-in", &[origin], false, true),
            (Method::POST, "/sign-in", &[("origin", "https://public.example")], false, true),
            (Method::POST, "/sign-in", &[], false, true),
            (Method::POST, "/sign-out", &[], true, false),
            (Method::POST, "/webhooks/twilio/1/sms", &[cross], false, true),
            (Method::POST, "/u/token", &[cross], false, true),
            (Method::POST, "/u/", &[cross], false, false),
            (Method::POST, "/u/token/more", &[cross], false, false),
            (Method::POST, "/api/v1/leads", &[("authorization", "Bearer x"), cross], false, true),
            (Method::POST, "/api/v1/leads", &[cross], true, false),
            (Method::POST, "/rpc/leads/list", &[("authorization", "Bearer x"), cross], true, false),
        ];
        for (method, path, headers, has_session, allowed) in cases {
            let mut map = HeaderMap::new();
            map.insert("host", "crm.example".parse().unwrap());
            for (name, value) in *headers {
                map.insert(*name, value.parse().unwrap());
            }
            let asked = Asked {
                method,
                path,
                headers: &map,
                public_url: "https://public.example",
                has_session: *has_session,
            };
            assert_eq!(asked.is_own(), *allowed, "{method} {path} {headers:?}");
        }
    }

    #[test]
    fn after_signing_in_nobody_is_sent_elsewhere() {
        for (next, expected) in [
            (None, "/app/today"),
            (Some("/app/leads?page=2"), "/app/leads?page=2"),
            (Some("//evil.example/app/"), "/app/today"),
            (Some("https://evil.example/app/"), "/app/today"),
            (Some("/\\evil.example"), "/app/today"),
            (Some("/app/\r\nset-cookie:x"), "/app/today"),
            (Some("/sign-out"), "/app/today"),
        ] {
            assert_eq!(local_path(next), expected, "{next:?}");
        }
        assert_eq!(encoded("/app/leads?q=a b&x=é"), "/app/leads%3Fq%3Da%20b%26x%3D%C3%A9");
    }
}
