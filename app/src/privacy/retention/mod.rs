//! How long leads are kept: rules by stage, what they would do, and whom they take next.

mod api;
mod page;
mod rules;
mod view;
#[cfg(feature = "ssr")]
mod views;

pub use page::RetentionPage;
