//! `/app/privacy/erasures`: who was erased, as numbers, with certificates to download.

mod api;
#[cfg(feature = "ssr")]
mod download;
mod page;
mod view;
#[cfg(feature = "ssr")]
mod views;

#[cfg(feature = "ssr")]
pub use download::routes;
pub use page::ErasuresPage;
