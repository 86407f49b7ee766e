//! What is true in RealtorOS: ids, types, states and rules.
//!
//! Everything here is pure: no input, no output, no clock, no randomness. The same code runs on the
//! server and in the browser, so a form refuses exactly what the server would refuse.

pub mod aggregate;
pub mod budget;
pub mod calendar;
pub mod channel;
pub mod closing;
pub mod consent;
pub mod contact;
pub mod do_not_call;
pub mod facts;
pub mod ids;
pub mod imports;
pub mod joining;
pub mod listing;
pub mod minor;
pub mod newsletter;
mod number_names;
pub mod policy;
pub mod quiet_hours;
pub mod registration;
pub mod reply;
pub mod retention;
pub mod rights;
pub mod stage;
pub mod timeline;
pub mod writing;

pub use channel::{Channel, ChannelSet};
pub use stage::Stage;
