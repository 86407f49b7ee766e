//! The import wizard: choose a file, look at what it would do, import, and take it back.

mod api;
mod columns;
mod counts;
mod fields;
mod list_page;
mod progress;
mod result;
mod run_page;
#[cfg(feature = "ssr")]
mod upload;
mod view;
#[cfg(feature = "ssr")]
mod views;

pub use list_page::ImportPage;
pub use run_page::ImportRunPage;
#[cfg(feature = "ssr")]
pub use upload::routes;
