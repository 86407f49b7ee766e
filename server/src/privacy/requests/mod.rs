//! The register of requests about personal data: who asked what, when, by when it is due, and what was done (P-64).
//!
//! Two queues (policy tension T6): leads ask the realtor, who decides about their data; users ask RealtorOS. What
//! happens to a request is appended, never rewritten. The words of people are sealed; dates, kinds and states are not,
//! so that the register can show that a request was answered when its lead is long erased.

mod act;
mod change;
mod copy;
mod entity;
mod erase;
mod identity;
mod letters;
mod log;
mod open;
mod operator;
mod reading;
mod record;
mod reminders;
mod repository;
#[cfg(test)]
mod tests;

pub use act::Act;
pub use change::{complete, confirm, extend, note, refuse};
pub use copy::{approve_copy, copy_made};
pub use erase::approve_erasure;
pub(in crate::privacy) use erase::erase_while_closing;
pub use identity::{ask_identity, prove_identity};
pub use log::{Logged, ask_us, log};
pub use open::{NewRequest, open, open_in};
pub(in crate::privacy) use open::{done_at_once, opened_by_lead};
pub use operator::{Waiting, for_operator, of_users};
pub use reading::{Detail, Line, Pressing, Request, get, list, of_lead, pressing};
pub use record::Note;
pub use reminders::perform as perform_reminder;
