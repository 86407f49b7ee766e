//! Conversations: what leads write, what is written to them, and the realtor's notes, on one timeline.

mod arrived;
mod calls;
mod heard;
mod history;
mod inbound;
mod incoming;
mod keywords;
mod mail;
mod notes;
mod review;
#[cfg(test)]
mod tests;
mod threads;
mod timeline;

pub use crate::outbound::repository::ThreadPlace;
pub use calls::{CallEvent, receive_call};
pub use heard::{Heard, Next, hear};
pub use history::{Past, Said, forget_history, keep_history};
pub use inbound::{InboundText, Received, receive_text};
pub use mail::{RawMail, is_known, receive_mail, sender};
pub use notes::{add_note, forget_lead, forget_note, keep_imported_notes, keep_note};
pub use review::{not_a_minor, object, resolve_hold, stop_contact};
pub use threads::{ThreadSummary, Threads, mark_read, threads, unread};
pub use timeline::{TimelineItem, timeline};
