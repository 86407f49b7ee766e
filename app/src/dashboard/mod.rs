//! The signed-in application: its frame, its routes and the document around it.

mod api;
mod closing;
mod document;
mod frame;
mod routes;

pub use document::shell;
pub use routes::App;
