//! Queries of messages.

mod queue;
mod reading;
mod rows;

pub use queue::*;
pub use reading::*;
pub use rows::*;
