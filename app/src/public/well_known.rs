//! The files in which machines look for what we publish.

use crate::wire::Caller;
use axum::{
    Extension, Json, Router,
    http::{StatusCode, header},
    response::IntoResponse,
    routing::get,
};
use realtoros_server::{audit::signing, privacy};

/// `GET /.well-known/gpc.json` and `GET /.well-known/security.txt`.
pub fn routes() -> Router {
    Router::new()
        .route("/.well-known/gpc.json", get(gpc))
        .route(signing::KEYS, get(keys))
        .route("/.well-known/security.txt", get(security))
}

/// The public keys under which histories and receipts are signed (P-66).
async fn keys(Extension(caller): Extension<Caller>) -> Result<impl IntoResponse, StatusCode> {
    let core = &caller.core;
    match signing::public_keys(core.db.read(), core).await {
        Ok(keys) => Ok(Json(signing::published(&keys))),
        Err(error) => {
            tracing::error!(%error, "the public keys cannot be read");
            Err(StatusCode::INTERNAL_SERVER_ERROR)
        }
    }
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
