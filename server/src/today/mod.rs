//! Today: what needs the realtor now, gathered from the features that know.

mod interruptions;
mod repository;
mod service;

pub use interruptions::{Interrupted, Interruption};
pub use service::{Running, Today, WaitingDraft, today};
