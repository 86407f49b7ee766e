//! Live controls: what the running system checks about itself each night, and on `realtoros controls` (P-05, T10).
//!
//! [`list::ALL`] is the closed list; each check is a small file under `checks/` that answers pass, fail or not run. What
//! did not run is never shown as kept. A control that turns red is logged, counted in `/metrics` and mailed to the
//! operator.

mod alert;
mod checks;
mod control;
mod entity;
mod list;
mod nightly;
mod repository;
mod run;
pub mod search;
#[cfg(test)]
mod tests;

pub use control::{Control, Outcome};
pub use list::ALL;
pub use nightly::nightly;
pub use repository::{Last, last};
pub use run::{Report, run_all};
