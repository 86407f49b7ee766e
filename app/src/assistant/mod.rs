//! The assistant beside a lead: a summary with its sources, and facts to accept or reject.

mod api;
mod panel;
mod suggestions;
mod summary;
mod view;
#[cfg(feature = "ssr")]
mod views;

pub use panel::AssistantPanel;
