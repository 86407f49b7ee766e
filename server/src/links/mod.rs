//! Links that leads hold: their newsletter page, the way out of newsletters, and their own page.
//!
//! A link carries 192 random bits (P-21); the database knows only their keyed hash. A link to unsubscribe also
//! carries the hash of the address it stops mail to, so it still works when the lead has been erased (P-52).

mod entity;
mod hide;
mod preferences;
mod renew;
mod repository;
#[cfg(test)]
mod tests;
mod unsubscribe;

pub use hide::{hide_tokens, shown};
pub use preferences::{Choice, Decided, Preferences, decide, holder, preferences};
pub use renew::{end, renew};
pub use repository::{Link, NewLink, Purpose, issue, issue_many, resolve, revoke};
pub use unsubscribe::{LIST_UNSUBSCRIBE, Sender, WayOut, sender, unsubscribe, way_out};
