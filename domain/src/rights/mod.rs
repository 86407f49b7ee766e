//! Requests of people about their own data: what they may ask, where a request stands, and by when it is due (P-64).

mod deadline;
mod names;

pub use deadline::{Deadlines, Urgency, can_extend, deadlines};
pub use names::{Identity, Kind, Law, Queue, State, Via};
