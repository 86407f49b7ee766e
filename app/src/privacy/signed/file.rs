//! The download of the signed heads.

use crate::wire::Caller;
use axum::{
    Extension, Router,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use realtoros_server::{Core, Result, Scope, audit::heads};

/// `GET /app/privacy/signed/heads.jsonl`.
pub fn routes() -> Router {
    Router::new().route("/app/privacy/signed/heads.jsonl", get(download))
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
