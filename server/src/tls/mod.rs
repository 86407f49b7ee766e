//! TLS: AES-256 suites only, in both directions (P-02, tension T1).

mod listener;
mod suites;
#[cfg(test)]
pub(crate) mod tests;

pub use listener::{TlsListener, server_config};
pub use suites::{Suites, accepts, install};
