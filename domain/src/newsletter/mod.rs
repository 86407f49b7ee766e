//! Newsletters: what a realtor composes from blocks, and when it is fit to send.
//!
//! The same checks run in the editor and before approval. Links may only lead to `https://`, pictures only come from
//! our own site (P-21), the subject may not pretend to be an answer and the postal address may not be empty (P-51).

mod block;
mod check;
mod content;
mod field;
mod links;
#[cfg(test)]
mod tests;

pub use block::Block;
pub use check::{Problem, check};
pub use content::{Audience, Content, Skip, State};
pub use field::{Field, Person, fill, fill_markdown, unknown_fields};
pub use links::{is_allowed_link, is_own_path};
