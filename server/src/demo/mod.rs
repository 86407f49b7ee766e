//! The demo: an account that looks as if a realtor had worked in it for two months.
//!
//! Nothing is made up behind the back of the rules. Leads, texts, notes and newsletters go through the same use cases
//! as in daily work, with a clock that is moved through the past, so consent evidence, opt-outs, holds, drafts and
//! the audit chain are what they would have become. All people are invented; numbers end in 555-01xx and addresses
//! are those reserved for examples (RFC 2606).

mod dice;
mod leads;
mod letters;
mod listings;
mod people;
mod places;
mod service;
mod story;
mod talks;
#[cfg(test)]
mod tests;

pub use service::{Demo, EMAIL, PASSWORD, make};
