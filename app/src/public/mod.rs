//! Pages for everybody, rendered on the server and usable without any script: plain links, plain forms.

mod document;
mod fields;
mod frame;
mod landing;
mod outbox;
mod sign_in;
mod sign_up;

pub use document::{Look, document, document_with_status};
pub use fields::{CheckField, ErrorSummary, Line, SelectField, TextArea};
pub use frame::PublicFrame;

/// Every public page.
pub fn routes() -> axum::Router {
    account_routes()
}

/// The public pages of accounts: `/`, `/sign-up`, `/sign-in`, `/sign-out` and signing in elsewhere.
fn account_routes() -> axum::Router {
    axum::Router::new().merge(landing::routes()).merge(sign_up::routes()).merge(sign_in::routes())
}

/// `/dev/outbox`.
pub fn outbox_routes() -> axum::Router {
    outbox::routes()
}
