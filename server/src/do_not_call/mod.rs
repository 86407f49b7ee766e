//! Do-not-call lists: the numbers of an account's leads are compared with the files that registries give out, and the gate
//! asks what was found (P-48).
//!
//! A file is read once, as a stream, against the numbers that the account has at that moment. Of all other numbers nothing
//! is stored. What was found waits as keyed hashes until the realtor has looked at it, and a job then makes it count. A
//! number that a lead gets later has no mark and counts as never checked.

mod apply;
pub(crate) mod entity;
mod file;
mod forget;
mod incoming;
mod marks;
mod pipe;
mod problem;
mod record;
mod repository;
mod service;
#[cfg(test)]
mod tests;
mod upload;

pub use apply::perform;
pub use forget::{forget_numbers, tidy};
pub use incoming::{Incoming, LARGEST_TEXT};
pub use marks::marks;
pub use problem::FileProblem;
pub use record::{AreaFound, ListCopy, Scrub, ScrubState, Standing};
pub use service::{discard, is_due_again, standing, start, view};
pub use upload::ListForm;
