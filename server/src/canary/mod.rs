//! Canaries (P-01, P-08, P-11, P-13): unmistakable words are entered into every personal field, by the same use cases
//! as in daily work, and then looked for in every byte that reached a disk or a log.

mod enter;
mod log;
mod places;
mod tests;

pub use enter::enter;
pub use places::findings;
