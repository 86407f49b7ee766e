//! Newsletters: composed from blocks, looked at for any lead, approved by a person, sent as a job.
//!
//! Every lead gets an own rendition: the page behind `/n/{token}`, sealed under the lead's key, and a mail that goes
//! through `outbound` like every other message. Opening a page is not recorded: a GET changes nothing (P-21, P-53).

mod audience;
mod entity;
mod halt;
mod openings;
mod page;
mod press;
mod preview;
mod record;
pub mod render;
mod repository;
mod send;
mod service;
#[cfg(test)]
mod tests;

pub use halt::halt_all;
pub use page::{PublicPage, page};
pub use preview::{Preview, Recipients, preview, recipients};
pub use record::{Newsletter, RenditionRecord};
pub use repository::{Counts, counts, list};
pub use send::{cancel, perform, send};
pub use service::{approve, create, discard, get, reopen, save};
