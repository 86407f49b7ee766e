//! Newsletters: composing from blocks, looking at them for any lead, approving and sending.

mod api;
mod block;
mod draft;
mod editor;
mod list;
#[cfg(feature = "ssr")]
mod load;
mod page;
mod preview;
mod recipients;
mod send;
mod views;

pub use list::NewslettersPage;
pub use page::NewsletterPage;
