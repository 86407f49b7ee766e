//! The privacy page: what is held and why, what may be sent, what AI may do, who saw what, who processes data.
//! Every switch is a plain form, so that it works without script too.

mod ai;
mod api;
mod contact;
mod do_not_call;
mod erasures;
mod exports;
mod held;
mod history;
mod page;
mod processors;
mod requests;
mod retention;
mod shortened;
mod signed;
pub mod tabs;
mod view;
#[cfg(feature = "ssr")]
mod views;

pub use do_not_call::DoNotCallPage;
pub use erasures::ErasuresPage;
#[cfg(feature = "ssr")]
pub use exports::file as export_file;
pub use exports::{ExportLead, ExportsPage};
pub use page::PrivacyPage;
pub use requests::{RequestPage, RequestsPage};
pub use retention::RetentionPage;
pub use signed::SignedPage;

/// Downloads of privacy, and the report that is printed.
#[cfg(feature = "ssr")]
pub fn routes() -> axum::Router {
    do_not_call::routes().merge(erasures::routes()).merge(exports::routes()).merge(signed::routes())
}
