//! The signed history: a copy of the signed ends that a member can keep, and whether they still fit.

mod api;
#[cfg(feature = "ssr")]
mod file;
mod page;
mod view;
#[cfg(feature = "ssr")]
mod views;

#[cfg(feature = "ssr")]
pub use file::routes;
pub use page::SignedPage;
