//! Today: what needs the realtor now, gathered from the features that know.

mod repository;
mod service;

pub use service::{Running, Today, WaitingDraft, today};
