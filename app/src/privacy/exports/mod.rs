//! Taking data away: exports of the account or of one lead, and the report on a lead that people read.

mod api;
#[cfg(feature = "ssr")]
mod download;
mod item;
mod page;
#[cfg(feature = "ssr")]
mod report;
mod view;
#[cfg(feature = "ssr")]
mod views;

pub use api::ExportLead;
#[cfg(feature = "ssr")]
pub use download::file;
pub use page::ExportsPage;

/// The download, which a browser saves, and the report, which it prints.
#[cfg(feature = "ssr")]
pub fn routes() -> axum::Router {
    download::routes().merge(report::routes())
}
