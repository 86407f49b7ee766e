//! The member's own account: profile, channels, API tokens and ways to sign in.

mod choices;

pub use choices::{states, time_zones};
