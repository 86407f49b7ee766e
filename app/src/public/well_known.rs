//! The files in which machines look for what we publish.

use crate::wire::Caller;
use axum::{Extension, Router, http::header, response::IntoResponse, routing::get};
use realtoros_server::privacy;

/// `GET /.well-known/gpc.json` and `GET /.well-known/security.txt`.
pub fn routes() -> Router {
    Router::new().route("/.well-known/gpc.json", get(gpc)).route("/.well-known/security.txt", get(security))
}

/// Global Privacy Control is honoured (P-16).
async fn gpc() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "application/json")], privacy::WELL_KNOWN_GPC)
}

/// Where to report a weakness (RFC 9116).
async fn security(Extension(caller): Extension<Caller>) -> impl IntoResponse {
    let settings = &caller.core.settings;
    let text = privacy::security_txt(&settings.public_url, settings.contact(), caller.core.now());
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text)
}
