//! Everything that answers beside the dashboard's pages and the server functions.

use crate::{events, imports, public};
use axum::Router;

/// The public pages, the event stream, and the upload of import files.
pub fn routes() -> Router {
    public::routes().merge(events::routes()).merge(imports::routes())
}
