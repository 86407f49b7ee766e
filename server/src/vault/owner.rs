//! Whose key it is, and who wraps it.

use realtoros_domain::ids::{AccountId, ExportId, LeadId, UserId};
use uuid::Uuid;

/// Whose key it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeyOwner {
    /// The installation itself: sessions, and look-ups that come before the account is known.
    Platform,
    /// The account's own records.
    Account(AccountId),
    /// The account's blind indexes, kept apart from its data key.
    Index(AccountId),
    /// One lead. Destroying this key erases the lead.
    Lead(AccountId, LeadId),
    /// One member.
    Member(AccountId, UserId),
    /// One export of a whole account. Destroying this key makes every copy of the export unreadable, in backups too.
    Export(AccountId, ExportId),
    /// One connection to a calendar or mailbox, or the revocation of one. Destroying this key makes its refresh token
    /// unreadable, in backups too (P-10).
    Connection(AccountId, Uuid),
}

impl KeyOwner {
    /// The kinds that the KEK wraps.
    pub(super) const WRAPPED_BY_KEK: [&'static str; 3] = ["platform", "account", "index"];
    /// The kinds that an account's key wraps.
    pub(super) const WRAPPED_BY_ACCOUNT: [&'static str; 4] = ["lead", "member", "export", "connection"];

    /// How its row is found: account, kind and id.
    pub(super) const fn parts(self) -> (Uuid, &'static str, Uuid) {
        match self {
            Self::Platform => (Uuid::nil(), "platform", Uuid::nil()),
            Self::Account(account) => (account.0, "account", account.0),
            Self::Index(account) => (account.0, "index", account.0),
            Self::Lead(account, lead) => (account.0, "lead", lead.0),
            Self::Member(account, member) => (account.0, "member", member.0),
            Self::Export(account, export) => (account.0, "export", export.0),
            Self::Connection(account, connection) => (account.0, "connection", connection),
        }
    }

    /// The owner of a row; `None` for a kind that this version does not know.
    pub(super) fn of(account: Uuid, kind: &str, id: Uuid) -> Option<Self> {
        let account = AccountId(account);
        Some(match kind {
            "platform" => Self::Platform,
            "account" => Self::Account(account),
            "index" => Self::Index(account),
            "lead" => Self::Lead(account, LeadId(id)),
            "member" => Self::Member(account, UserId(id)),
            "export" => Self::Export(account, ExportId(id)),
            "connection" => Self::Connection(account, id),
            _ => return None,
        })
    }

    /// Who wraps it: the KEK (`None`) or another key.
    pub(super) const fn wrapped_by(self) -> Option<Self> {
        match self {
            Self::Platform | Self::Account(_) | Self::Index(_) => None,
            Self::Lead(account, _)
            | Self::Member(account, _)
            | Self::Export(account, _)
            | Self::Connection(account, _) => Some(Self::Account(account)),
        }
    }
}
