//! Which sub-processor may be used, since when, and for whom (P-38).
//!
//! A new one is announced to every account, and nothing reaches it before thirty days have passed (GDPR art. 28(2)).
//! Whoever opens an account after the announcement found it on the public list. An account that objects keeps it off.

mod entity;
mod object;
mod register;
mod remove;
mod repository;
mod routes;
#[cfg(test)]
mod tests;

pub use object::{allow_again, object};
pub use register::{NOTICE_DAYS, announce, register};
pub use remove::remove;
pub use repository::{Notice, history, notice};
pub use routes::{Closed, Routes, refuse_unless_open, routes};
