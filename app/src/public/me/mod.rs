//! `/me/{token}`: a lead sees what is held about them, puts it right, and decides how it is used, without an account and
//! without a script. Seeing and changing takes a code to an address on file (see `realtoros_server::privacy::own`).

mod ask;
mod choices;
mod code;
mod copy;
mod correct;
mod correct_form;
mod data;
mod frame;
mod links;
mod receipts;
mod seen;
mod visit;
mod why;

use axum::{
    Router,
    extract::DefaultBodyLimit,
    routing::{get, post},
};

/// The largest form that is read.
const LARGEST_BODY: usize = 64 * 1024;

/// Every page below `/me/{token}`.
pub fn routes() -> Router {
    Router::new()
        .route("/me/{token}", get(choices::show).post(choices::save))
        .route("/me/{token}/choices", get(choices::show))
        .route("/me/{token}/code", get(code::show).post(code::act))
        .route("/me/{token}/data", get(data::show))
        .route("/me/{token}/correct", get(correct::show).post(correct::save))
        .route("/me/{token}/erase", get(ask::show).post(ask::erase))
        .route("/me/{token}/copy", get(copy::show).post(copy::ask))
        .route("/me/{token}/copy/file", post(copy::fetch))
        .route("/me/{token}/seen", get(seen::show))
        .route("/me/{token}/why", get(why::show))
        .route("/me/{token}/receipts", get(receipts::list))
        .route("/me/{token}/receipts/{id}", get(receipts::download))
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
}
