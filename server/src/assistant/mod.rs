//! The assistant: a closed list of tasks, each with the fields that it may see (policy section 4).
//!
//! The way of a call: the switches are asked ([`permit`]), the context is gathered and cut down to the task's fields,
//! the call is recorded, [`Assistant`] answers, and the answer is checked as if a stranger had written it. People
//! send; nothing here does. Two implementations: `builtin` (rules, nothing leaves the machine) and `openai`.

mod builtin;
mod call_log;
mod choice;
mod context;
mod describe;
mod draft_reply;
mod entity;
mod extract_facts;
mod field_value;
mod found;
mod openai;
mod opening;
mod permit;
mod redact;
mod review;
mod second_look;
mod suggestion;
mod summary;
mod task;
#[cfg(test)]
mod tests;

pub use call_log::{Call, calls};
pub use choice::{Assistant, model_of, name_of, of};
pub use context::{Context, Figures, Line};
pub use describe::{describe, describe_all};
pub use draft_reply::perform_draft;
pub use extract_facts::perform_extract;
pub use found::{Found, find_facts};
pub use opening::{opening, opening_to_look_at};
pub use permit::permit;
pub use suggestion::{Suggestion, SuggestionState, accept, drop_outdated, reject, suggestions};
pub use summary::{Statement, Summary, summary};
pub use task::{Field, Task};
