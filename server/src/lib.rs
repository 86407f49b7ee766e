//! placeholder
pub mod leads;
