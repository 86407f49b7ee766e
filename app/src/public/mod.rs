//! Pages for everybody, rendered on the server and usable without any script: plain links, plain forms.

mod document;

pub use document::{Look, document, document_with_status};

/// Every public page.
pub fn routes() -> axum::Router {
    axum::Router::new()
}
