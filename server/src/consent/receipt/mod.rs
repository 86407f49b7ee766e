//! Signed receipts of consent: what a person agreed to or took back, in the fields of ISO/IEC TS 27560 with those that
//! the TCPA asks for (rules B2.4, P-41). They are checked with the published key alone, without us.

mod build;
mod canonical;
mod names;
mod service;
#[cfg(test)]
mod tests;

pub use service::{Listed, Unproven, receipt, receipts, verify};
