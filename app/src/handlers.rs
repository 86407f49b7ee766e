//! Everything that answers beside the dashboard's pages and the server functions.

use crate::{events, imports, leads, privacy, public, public::ClauseTest};
use axum::Router;

/// The public pages, the event stream, the upload of import files, and downloads of privacy. `tests` are those of this build.
pub fn routes(tests: &'static [ClauseTest]) -> Router {
    let files = imports::routes().merge(leads::routes()).merge(privacy::routes());
    public::routes(tests).merge(events::routes()).merge(files)
}
