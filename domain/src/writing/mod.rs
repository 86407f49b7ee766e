//! The built-in assistant's words: rules and templates, for when no model is configured.
//!
//! Nothing leaves the machine. `judge` says how a message may be answered, `draft_reply` and `summarise`
//! write from the turns alone and cite them, `check_outgoing` and `check_claims` guard the drafts of any author,
//! `check_template` and `check_confirmation` what no person typed.

mod check;
mod claims;
mod draft;
mod first_text;
mod housing;
mod instruction;
mod judge;
mod newsletter;
mod phrases;
mod reach;
mod spoken;
mod summary;
mod template;
mod topics;
mod turns;

#[cfg(test)]
mod tests;

pub use check::{Objection, check_outgoing};
pub use claims::{Claim, check_claims};
pub use draft::{Draft, disclosure, draft_reply, needs_no_answer};
pub use first_text::{Added, WAY_OUT};
pub use judge::{Behaviour, Disclosure, Judgement, judge};
pub use newsletter::{IntroFacts, newsletter_intro};
pub use spoken::{CallAnswer, LONGEST_SPOKEN, STOP_KEY, Spoken, call_answer};
pub use summary::summarise;
pub use template::{TemplateFault, check_confirmation, check_template};
pub use turns::{Author, Cited, Parties, Turn};
