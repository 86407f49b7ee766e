//! The member's own account: profile, channels, API tokens and ways to sign in.

mod api;
mod business;
mod channels;
mod choices;
mod mailbox;
mod page;
mod registration;
mod sign_in_methods;
mod tokens;
mod two_step;
mod view;
#[cfg(feature = "ssr")]
mod views;

pub use choices::{states, time_zones};
pub use page::SettingsPage;
