//! The inbox: who wrote, what was said, and what can be answered now.
//!
//! [`Thread`] stands on the lead's page too.

mod added;
mod api;
mod composer;
mod decision;
mod draft;
mod entry;
mod hold;
mod list;
mod page;
mod spoken;
mod spoken_api;
#[cfg(feature = "ssr")]
mod spoken_views;
#[cfg(feature = "ssr")]
mod steps;
mod thread;
mod unsent;
mod view;
#[cfg(feature = "ssr")]
mod views;

pub use page::InboxPage;
pub use spoken::SpokenMessage;
pub use thread::Thread;
pub use unsent::Unsent;
