//! The assistant beside a lead: a summary with its sources, facts to accept or reject, and the switch.

mod api;
mod panel;
mod suggestions;
mod summary;
mod view;
#[cfg(feature = "ssr")]
mod views;

pub use panel::AssistantPanel;
