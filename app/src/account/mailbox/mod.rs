//! Answers by e-mail: the member's own mailbox, of which only leads' mails are read (P-47).

mod api;
mod section;
mod view;
#[cfg(feature = "ssr")]
mod views;

pub use section::Mailboxes;
