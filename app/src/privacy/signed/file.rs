//! The downloads: the signed heads, and a proof that one continues another.

use crate::wire::Caller;
use axum::{
    Extension, Router,
    extract::Query,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use realtoros_server::{Core, Error, Result, Scope, audit::heads};
use serde::Deserialize;

/// `GET /app/privacy/signed/heads.jsonl` and `GET /app/privacy/signed/proof.json?from=…&to=…`.
pub fn routes() -> Router {
    Router::new()
        .route("/app/privacy/signed/heads.jsonl", get(download))
        .route("/app/privacy/signed/proof.json", get(proof))
}

/// Between which signed entries; without numbers the first and the last.
#[derive(Debug, Deserialize)]
struct Between {
    from: Option<i64>,
    to: Option<i64>,
}

async fn proof(
    Extension(caller): Extension<Caller>,
    Query(Between { from, to }): Query<Between>,
) -> Response {
    let Some(scope) = caller.scope else { return StatusCode::UNAUTHORIZED.into_response() };
    match heads::prove(&caller.core, scope.account, from, to).await {
        Ok(file) => {
            let headers = [
                (header::CONTENT_TYPE, "application/json; charset=utf-8"),
                (header::CONTENT_DISPOSITION, "attachment; filename=\"realtoros-history-proof.json\""),
                (header::CACHE_CONTROL, "no-store"),
            ];
            (headers, file).into_response()
        }
        Err(Error::Invalid(why)) => (StatusCode::UNPROCESSABLE_ENTITY, why).into_response(),
        Err(Error::Conflict(why)) => (StatusCode::CONFLICT, why).into_response(),
        Err(error) => {
            tracing::error!(%error, "a proof over the history cannot be made");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

async fn download(Extension(caller): Extension<Caller>) -> Response {
    let Some(scope) = caller.scope else { return StatusCode::UNAUTHORIZED.into_response() };
    match lines(&caller.core, &scope) {
        Ok(lines) => {
            let headers = [
                (header::CONTENT_TYPE, "application/jsonl; charset=utf-8"),
                (header::CONTENT_DISPOSITION, "attachment; filename=\"realtoros-signed-history.jsonl\""),
                (header::CACHE_CONTROL, "no-store"),
            ];
            (headers, lines).into_response()
        }
        Err(error) => {
            tracing::error!(%error, "the signed heads cannot be read");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

fn lines(core: &Core, scope: &Scope) -> Result<String> {
    let mut lines = String::new();
    for head in heads::read(core, scope.account)? {
        lines.push_str(&head.line()?);
        lines.push('\n');
    }
    Ok(lines)
}
