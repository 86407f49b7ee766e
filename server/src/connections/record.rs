//! What is sealed in the rows of connections, and what a connection is.

use super::Part;
use crate::{accounts::ProviderName, vault::Record};
use realtoros_domain::ids::{AccountId, UserId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Whose calendar or mailbox it is; sealed with the account's key.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct OwnerRecord {
    /// The address at the provider.
    pub address: String,
    /// Issuer and subject: who it is there, whatever the address.
    pub subject: String,
}

impl Record for OwnerRecord {
    const TABLE: &'static str = "connection";
}

/// The refresh token, sealed with a key of its own that is destroyed with the connection (P-10). It has no `Debug`: it
/// belongs in no log.
#[derive(Serialize, Deserialize)]
pub(super) struct TokenRecord {
    pub refresh: String,
}

impl Record for TokenRecord {
    const TABLE: &'static str = "connection";
}

/// The same, while the provider has not confirmed yet that it has been revoked.
#[derive(Serialize, Deserialize)]
pub(super) struct RevocationRecord {
    pub refresh: String,
    /// Issuer and subject: whose access it was. Empty where that was not kept.
    #[serde(default)]
    pub subject: String,
}

impl Record for RevocationRecord {
    const TABLE: &'static str = "revocation";
}

/// When somebody is busy: beginnings and ends in milliseconds since 1970 UTC, and nothing else (P-22).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct BusyRecord {
    pub busy: Vec<(i64, i64)>,
}

impl Record for BusyRecord {
    const TABLE: &'static str = "busy_time";
}

/// A member's connection to a provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Connection {
    /// Which one.
    pub id: Uuid,
    /// Whose it is.
    pub account: AccountId,
    /// The member who connected it.
    pub member: UserId,
    /// Where it leads.
    pub provider: ProviderName,
    /// What it serves.
    pub parts: Vec<Part>,
    /// The member's address there.
    pub address_of_owner: String,
    /// Since when, in milliseconds since 1970 UTC.
    pub connected_at: i64,
    /// When the provider ended the access; `None` while it works.
    pub ended_at: Option<i64>,
    /// When busy times were last read, in milliseconds since 1970 UTC.
    pub synced_at: Option<i64>,
}

impl Connection {
    /// Whether it works and serves `part`.
    pub fn serves(&self, part: Part) -> bool {
        self.ended_at.is_none() && self.parts.contains(&part)
    }
}
