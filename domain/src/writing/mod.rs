//! The built-in assistant's words: rules and templates, for when no model is configured.
//!
//! Nothing leaves the machine. `judge` says how a message may be answered, `draft_reply` and `summarise`
//! write from the turns alone and cite them, `check_outgoing` and `check_claims` guard the drafts of any author.

mod check;
mod claims;
mod draft;
mod housing;
mod instruction;
mod judge;
mod newsletter;
mod phrases;
mod reach;
mod summary;
mod topics;
mod turns;

#[cfg(test)]
mod tests;

pub use check::{Objection, check_outgoing};
pub use claims::{Claim, check_claims};
pub use draft::{Draft, disclosure, draft_reply, needs_no_answer};
pub use judge::{Behaviour, Disclosure, Judgement, judge};
pub use newsletter::{IntroFacts, newsletter_intro};
pub use summary::summarise;
pub use turns::{Author, Cited, Parties, Turn};
