//! Pages for everybody, rendered on the server and usable without any script: plain links, plain forms.

mod data_map;
mod document;
mod fields;
mod frame;
mod landing;
mod me;
mod newsletter;
mod one_click;
mod outbox;
mod policy;
mod sign_in;
mod sign_in_elsewhere;
mod sign_up;
mod subprocessors;
mod unsubscribe;
mod well_known;

pub use document::{Look, document, document_with_status};
pub use fields::{CheckField, ErrorSummary, Line, SelectField, TextArea};
pub use frame::PublicFrame;

/// Every public page.
pub fn routes() -> axum::Router {
    account_routes().merge(privacy_routes()).merge(lead_routes()).merge(outbox::routes())
}

/// The public pages of accounts: `/`, `/sign-up`, `/sign-in`, `/sign-out` and signing in elsewhere.
fn account_routes() -> axum::Router {
    axum::Router::new()
        .merge(landing::routes())
        .merge(sign_up::routes())
        .merge(sign_in::routes())
        .merge(sign_in_elsewhere::routes())
}
