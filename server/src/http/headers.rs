//! Headers that every answer carries (rules B4.6).

use super::reports;
use crate::Core;
use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, header},
    middleware::Next,
    response::Response,
};

/// For answers that say nothing themselves: nothing runs, nothing is loaded, nobody frames it.
const STRICTEST: &str = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; \
                         form-action 'self'; frame-ancestors 'none'";

/// What a sign-out removes from the browser.
const CLEAR: &str = "\"cache\", \"cookies\", \"storage\"";

/// Adds the headers; what a handler has set itself stays.
pub(super) async fn security(State(core): State<Core>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let is_personal =
        ["/app", "/rpc/", "/api/", "/auth/", "/sign-"].iter().any(|start| path.starts_with(start));
    let path_is_dashboard = path.starts_with("/app");
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    add(headers, header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    add(headers, header::REFERRER_POLICY, "strict-origin-when-cross-origin");
    add(headers, HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    add(
        headers,
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=(), payment=()",
    );
    add(headers, header::CONTENT_SECURITY_POLICY, STRICTEST);
    if path_is_dashboard {
        add(headers, HeaderName::from_static("reporting-endpoints"), reports::ENDPOINTS);
    }
    if is_personal {
        add(headers, header::CACHE_CONTROL, "no-store");
    }
    if !core.settings.is_dev() {
        add(headers, header::STRICT_TRANSPORT_SECURITY, "max-age=31536000; includeSubDomains");
    }
    response
}

/// Tells the browser to forget everything of this site: for the answer to signing out.
pub fn clear_site_data(response: &mut Response) {
    response
        .headers_mut()
        .insert(HeaderName::from_static("clear-site-data"), HeaderValue::from_static(CLEAR));
}

fn add(headers: &mut HeaderMap, name: HeaderName, value: &'static str) {
    headers.entry(name).or_insert(HeaderValue::from_static(value));
}
