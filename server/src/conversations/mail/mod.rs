//! Mail of leads, as bytes (RFC 5322), on its way to their timeline (P-47).

mod authenticity;
mod html;
mod parse;
mod receive;
#[cfg(test)]
mod tests;
mod words;

pub use receive::{RawMail, is_known, receive_mail, sender};
