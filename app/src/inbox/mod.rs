//! The inbox: who wrote, what was said, and what can be answered now.
//!
//! [`Thread`] stands on the lead's page too.

mod api;
mod composer;
mod decision;
mod draft;
mod entry;
mod hold;
mod list;
mod page;
#[cfg(feature = "ssr")]
mod steps;
mod thread;
mod view;
#[cfg(feature = "ssr")]
mod views;

pub use page::InboxPage;
pub use thread::Thread;
