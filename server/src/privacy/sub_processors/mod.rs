//! Who processes data for us: the registry, which is also the list of hosts that may be talked to, and what each task
//! sends, field by field (P-24, P-28, P-38, P-39).

mod fields;
mod hosts;
mod processor;
mod registry;

pub use fields::{TASKS, TaskFields, fields_of};
pub use hosts::listed_hosts;
pub use processor::Processor;
pub use registry::{Status, SubProcessor, SubProcessorState, sub_processors};
