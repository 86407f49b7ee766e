//! Privacy as software: what is held and why, who processes it, which messages an account allows itself.
//!
//! [`data_map`] is the one registry of all columns; everything that is said about data is made from it.

mod actions;
pub mod closing;
mod contact_setting;
pub mod data_map;
mod entity;
pub mod erasure;
mod gpc;
mod history;
mod holdings;
pub mod identity;
pub mod notices;
pub mod own;
mod policy;
pub mod processors;
pub mod requests;
pub mod retention;
mod sub_processors;
#[cfg(test)]
mod tests;

pub use contact_setting::{ContactSetting, Kind, allowed, contact_settings, permits, set_contact};
pub use gpc::is_opt_out;
pub use history::{Event, Who, sentence, who_saw_what};
pub use holdings::{CategoryHolding, Holding, holdings};
pub use policy::{Acceptance, WELL_KNOWN_GPC, accept, acceptances, is_purpose_open, security_txt, to_accept};
pub use processors::refuse_unless_open;
pub use sub_processors::{
    Processor, Status, SubProcessor, SubProcessorState, TASKS, TaskFields, fields_of, listed_hosts,
    sub_processors,
};
