//! Queries of messages.

mod pages;
mod queue;
mod reading;
mod rows;

pub use pages::*;
pub use queue::*;
pub use reading::*;
pub use rows::*;
