//! When a person may be texted or called (P-43).
//!
//! A message goes out only while the local time lies inside the window in **every** zone in which the person may
//! be, and inside the window of every state that may claim them. Outside, it waits; it is never dropped.

mod decide;
mod place;
mod ranges;
mod rules;
mod states;
#[cfg(test)]
mod tests;

pub use decide::{Decision, Outcome, Reason, decide};
pub use place::{Address, Place, Recipient, ZoneSource};
pub use rules::{Days, EVERYWHERE, STATE_RULES, StateRule, StateRules, Window};
pub use states::state_names;
