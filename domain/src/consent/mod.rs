//! The send gate: whether one message to one person may leave now, and why (P-41 to P-54).
//!
//! Nothing reaches a person without passing [`decide`]. It is pure: the caller gathers the facts, and a fact that
//! could not be found out denies.

mod action;
mod checks;
mod decide;
mod inputs;
mod level;
mod reach;
mod reason;
#[cfg(test)]
mod tests;

pub use action::{Action, Automation, Purpose, required};
pub use decide::{Decision, Outcome, Step, StepName, Verdict, decide};
pub use inputs::{AccountState, Claim, Inputs, MOST_SALES_CONTACTS, Registry, Restriction, Suppression};
pub use level::{Evidence, Level, effective_level};
pub use reach::Reach;
pub use reason::Reason;
