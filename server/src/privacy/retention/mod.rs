//! How long an account keeps its leads (policy section 8, P-55): no rule deletes nothing; a rule is previewed before it
//! is set, announced thirty days before it takes anybody, and erases as a person's request does.
//!
//! When something happened last with a lead is what its row says: every message either way, note and change moves it
//! (`leads::touch`). The rules themselves are in [`realtoros_domain::retention`].

mod delete;
mod entity;
mod preview;
mod repository;
mod service;
#[cfg(test)]
mod tests;

pub use delete::{Deleted, backlog, delete_due};
pub use preview::{Due, Preview, due_soon, preview};
pub use service::{Choice, keep, rules, set_rules};
