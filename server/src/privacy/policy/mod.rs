//! The policy at work: who accepted which version, what must be accepted before going on, and the files in which machines
//! look for what we publish (P-16, P-69, P-70).

mod accept;
mod entity;
#[cfg(test)]
mod tests;
mod well_known;

pub use accept::{Acceptance, accept, acceptances, is_purpose_open, to_accept};
pub use well_known::{WELL_KNOWN_GPC, security_txt};
