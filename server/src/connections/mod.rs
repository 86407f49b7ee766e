//! Connections to a member's own calendar and mailbox at Google or Microsoft (P-10, P-22).
//!
//! A connection asks for the smallest scopes that its parts need and only reads. Its refresh token is sealed with a key of
//! its own. Ending it is one act: in one transaction everything of it goes from here, and what is left to do, telling the
//! provider, is a job that lasts until it is done. See `docs/decisions/0023`.

mod access;
mod connect;
mod end;
mod entity;
mod offer;
mod part;
mod record;
mod repository;
mod revoke;
mod service;
mod sync;
#[cfg(test)]
mod tests;

pub use access::{Access, access};
pub use connect::{Connected, Grant, connect, scopes_to_ask};
pub use end::{disconnect, end_all, end_of_provider, forget_provider};
pub use offer::{Offer, offer};
pub use part::Part;
pub use record::Connection;
pub use repository::{connected, load, serves};
pub use revoke::{Ended, perform as perform_revocation};
pub use service::{Busy, Overview, busy, mine, overview};
pub use sync::{HORIZON_DAYS, every_minute, perform as perform_sync, plan};
