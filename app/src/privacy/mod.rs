//! The privacy page: what is held and why, what may be sent, what AI may do, who saw what, who processes data.
//! Every switch is a plain form, so that it works without script too.

mod ai;
mod api;
mod contact;
mod exports;
mod held;
mod history;
mod page;
mod processors;
mod tabs;
mod view;
#[cfg(feature = "ssr")]
mod views;

#[cfg(feature = "ssr")]
pub use exports::routes;
pub use exports::{ExportLead, ExportsPage};
pub use page::PrivacyPage;
