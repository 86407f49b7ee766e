//! Privacy as software: what is held and why, who processes it, which messages an account allows itself.
//!
//! [`data_map`] is the one registry of all columns; everything that is said about data is made from it.

mod contact_setting;
pub mod data_map;
mod entity;
pub mod erasure;
mod gpc;
mod history;
mod holdings;
pub mod identity;
pub mod own;
mod policy;
pub mod requests;
mod sub_processors;
#[cfg(test)]
mod tests;

pub use contact_setting::{ContactSetting, Kind, allowed, contact_settings, permits, set_contact};
pub use gpc::is_opt_out;
pub use history::{Event, Who, who_saw_what};
pub use holdings::{CategoryHolding, Holding, holdings};
pub use policy::{WELL_KNOWN_GPC, security_txt};
pub use sub_processors::{Status, SubProcessor, SubProcessorState, sub_processors};
