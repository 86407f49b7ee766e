//! How RealtorOS works: repositories, use cases, vault, jobs and provider adapters. Host only.
//!
//! One folder per feature, each with the same few names: `service.rs` (use cases, the public face),
//! `repository.rs` (the only place with queries), `entity.rs` (rows; they never leave the folder) and
//! `record.rs` (what is sealed inside a row). Every use case takes the [`Core`] and, where it touches an
//! account's rows, the [`Scope`] of the caller.

pub mod accounts;
pub mod aggregates;
pub mod assistant;
pub mod audit;
pub mod backups;
#[cfg(test)]
mod canary;
pub mod clock;
pub mod connections;
pub mod consent;
pub mod controls;
pub mod conversations;
pub mod core;
pub mod db;
pub mod demo;
pub mod do_not_call;
pub mod error;
pub mod evaluate;
pub mod exports;
pub mod http;
pub mod imports;
pub mod jobs;
pub mod leads;
pub mod links;
pub mod listings;
pub mod live;
pub mod mailbox;
pub mod newsletters;
pub mod outbound;
pub mod privacy;
pub mod providers;
pub mod scope;
pub mod settings;
#[cfg(test)]
pub mod testing;
pub mod tls;
pub mod today;
pub mod transfer;
pub mod vault;
pub mod worker;

pub use self::core::Core;
pub use clock::Clock;
pub use error::{Error, Result};
pub use scope::{Actor, Scope};
