//! tmp
pub mod reader;
