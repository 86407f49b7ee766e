//! The REST interface, `/api/v1`: bearer tokens, JSON, and errors as problem details (RFC 9457).
//!
//! Every handler goes through the same use cases as the pages, with the scope of the token's account; nothing here
//! knows a way around the send gate (P-54) or into another account (P-35).

mod imports;
mod leads;
mod messages;
mod problem;
mod program;
#[cfg(test)]
mod tests;
mod view;

use crate::Error;
use axum::{
    Router,
    extract::DefaultBodyLimit,
    http::header,
    routing::{any, get, post},
};
pub(super) use problem::Problem;
use program::Program;

/// What a request other than an upload may hold.
const LARGEST: usize = 1024 * 1024;
/// An upload and what surrounds it.
const LARGEST_UPLOAD: usize = crate::imports::reader::LARGEST_FILE + 64 * 1024;

/// The routes. They take the caller from the request's extensions.
pub fn routes() -> Router {
    let uploads = Router::new()
        .route("/api/v1/imports", post(imports::create))
        .layer(DefaultBodyLimit::max(LARGEST_UPLOAD));
    let others = Router::new()
        .route("/api/v1/imports/{id}", get(imports::show))
        .route("/api/v1/imports/{id}/start", post(imports::start))
        .route("/api/v1/leads", get(leads::list).post(leads::create))
        .route("/api/v1/leads/{id}", get(leads::show).patch(leads::change))
        .route("/api/v1/leads/{id}/messages", post(messages::create))
        .route("/api/v1/leads/{id}/timeline", get(messages::timeline))
        .route("/api/v1/openapi.json", get(description))
        .route("/api/v1/{*unknown}", any(unknown))
        .layer(DefaultBodyLimit::max(LARGEST));
    uploads.merge(others).method_not_allowed_fallback(wrong_method)
}

/// An address that is there, asked in a way in which it does not answer (RFC 9110, section 15.5.6); `Allow` names the ways.
async fn wrong_method(_: Program) -> Problem {
    Problem::wrong_method()
}

/// Any other address: 401 without a token, like every address, and nothing there with one.
async fn unknown(_: Program) -> Problem {
    Error::NotFound.into()
}

/// The description of the interface (`OpenAPI` 3.1). It holds nobody's data and needs no token.
async fn description() -> impl axum::response::IntoResponse {
    ([(header::CONTENT_TYPE, "application/json")], include_str!("openapi.json"))
}
