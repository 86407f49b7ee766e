//! Reading a lead's reply: is it a request to end contact (P-45, P-47), and what else does it want?
//!
//! The way of a text: `normalise` (width, case, invisible characters) → `own_words` (quotes, footers
//! and signatures go) → `words` (sentences and clauses) → `keyword` (tier 1) → `request` and
//! `request_es` (tier 2, written as `pattern`s over the `lexicon`) → `hold`, `complaint`
//! and `foreign` (tier 3) → none.
//! `scope` says which channels an opt-out reaches, `intents` what the person wants besides.

mod classify;
mod complaint;
mod foreign;
mod hold;
mod hold_es;
mod intents;
mod keyword;
#[rustfmt::skip] // Word lists, many words to a line.
mod lexicon;
pub(crate) mod normalise;
mod own_words;
pub(crate) mod pattern;
mod permission;
mod reading;
mod request;
mod request_es;
mod scope;
mod spelling;
pub(crate) mod words;
mod wrong_number;

#[cfg(test)]
mod tests;

pub use classify::read;
pub use own_words::new_words;
pub use reading::{Class, Intent, Reading, Reply, Source, Tier};
