//! Certificates to keep: as text for people and as JSON for programs.

use crate::wire::{Caller, shown};
use axum::{
    Extension, Router,
    extract::Path,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use realtoros_server::{Error, privacy::erasure};
use uuid::Uuid;

/// `/app/privacy/erasures/{id}/certificate.txt` and `….json`.
pub fn routes() -> Router {
    Router::new()
        .route("/app/privacy/erasures/{id}/certificate.txt", get(text))
        .route("/app/privacy/erasures/{id}/certificate.json", get(json))
}

async fn text(caller: Extension<Caller>, id: Path<String>) -> Response {
    answer(caller, id, "text/plain; charset=utf-8", "txt").await
}

async fn json(caller: Extension<Caller>, id: Path<String>) -> Response {
    answer(caller, id, "application/json", "json").await
}

async fn answer(
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
    kind: &'static str,
    extension: &'static str,
) -> Response {
    let found = match (caller.scope, id.parse::<Uuid>()) {
        (Some(scope), Ok(id)) => erasure::certificate(&caller.core, &scope, id).await,
        _ => Err(Error::NotFound),
    };
    match found {
        Ok(certificate) => {
            let body = if extension == "json" { certificate.json() } else { certificate.text() };
            let name = format!("attachment; filename=\"erasure-{}.{extension}\"", certificate.id);
            ([(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, name)], body)
                .into_response()
        }
        Err(Error::NotFound) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => shown(error).0.into_response(),
    }
}
