//! What an entry says, and how entries are chained.

use super::entity::entry;
use crate::scope::Actor;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// The hash before the first entry.
pub(super) const GENESIS: [u8; 32] = [0; 32];

/// What was done: a stable dotted name such as `lead.created`.
pub type Action = &'static str;

/// What it was done to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Subject {
    /// The kind: a table's name.
    pub kind: &'static str,
    /// Which one, where it is one.
    pub id: Option<Uuid>,
}

impl Subject {
    /// One thing.
    pub fn one(kind: &'static str, id: impl Into<Uuid>) -> Self {
        Self { kind, id: Some(id.into()) }
    }

    /// Many things of a kind.
    pub const fn many(kind: &'static str) -> Self {
        Self { kind, id: None }
    }
}

/// One thing that happened. `detail` holds counts, states and field names; never a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What was done.
    pub action: Action,
    /// To what.
    pub subject: Subject,
    /// Counts, states and field names, as `key=value` pairs.
    pub detail: String,
}

impl Entry {
    /// An entry without detail.
    pub const fn new(action: Action, subject: Subject) -> Self {
        Self { action, subject, detail: String::new() }
    }

    /// The entry with a detail.
    #[must_use]
    pub fn with(mut self, detail: impl Into<String>) -> Self {
        self.detail = detail.into();
        self
    }
}

/// The fields of an entry that are hashed.
pub(super) struct Link<'a> {
    pub account: Uuid,
    pub seq: i64,
    pub at: i64,
    pub actor_kind: &'a str,
    pub actor_id: Option<Uuid>,
    pub action: &'a str,
    pub subject_kind: &'a str,
    pub subject_id: Option<Uuid>,
    pub detail: &'a str,
}

impl Link<'_> {
    /// `SHA-256(0x00 ‖ canonical(entry) ‖ previous)`: every field with its length before it.
    pub fn hash(&self, previous: &[u8]) -> [u8; 32] {
        let mut digest = Sha256::new();
        digest.update([0]);
        let mut field = |bytes: &[u8]| {
            digest.update(u64::try_from(bytes.len()).unwrap_or(u64::MAX).to_be_bytes());
            digest.update(bytes);
        };
        field(self.account.as_bytes());
        field(&self.seq.to_be_bytes());
        field(&self.at.to_be_bytes());
        field(self.actor_kind.as_bytes());
        field(self.actor_id.map_or(Uuid::nil(), |id| id).as_bytes());
        field(self.action.as_bytes());
        field(self.subject_kind.as_bytes());
        field(self.subject_id.map_or(Uuid::nil(), |id| id).as_bytes());
        field(self.detail.as_bytes());
        digest.update(previous);
        digest.finalize().into()
    }
}

impl<'a> Link<'a> {
    /// Of an entry that is stored.
    pub fn of_row(row: &'a entry::Model) -> Self {
        Self {
            account: row.account_id,
            seq: row.seq,
            at: row.at,
            actor_kind: &row.actor_kind,
            actor_id: row.actor_id,
            action: &row.action,
            subject_kind: &row.subject_kind,
            subject_id: row.subject_id,
            detail: &row.detail,
        }
    }

    pub fn of(account: Uuid, seq: i64, at: i64, actor: Actor, entry: &'a Entry) -> Self {
        Self {
            account,
            seq,
            at,
            actor_kind: actor.kind(),
            actor_id: actor.id(),
            action: entry.action,
            subject_kind: entry.subject.kind,
            subject_id: entry.subject.id,
            detail: &entry.detail,
        }
    }
}
