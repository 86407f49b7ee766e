//! Mailboxes that members have connected: what leads write there comes into their conversations (P-47, decision 0024).
//!
//! Of a mail nothing is asked but who wrote it, until it is known that a lead did. Then the mail is read whole, and its words
//! go the way of a text. Of everybody else's nothing is read further and nothing is kept (P-13).

mod entity;
mod repository;
mod round;
mod service;
mod sync;
#[cfg(test)]
mod tests;

pub use repository::forget;
pub use service::{Standing, Trouble, standing};
pub use sync::{every_minute, perform, plan};
