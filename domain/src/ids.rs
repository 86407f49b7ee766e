//! Identifiers: one type per kind of row, so that a lead's id cannot be passed where an account's is meant.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident,)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }

        impl From<$name> for Uuid {
            fn from(id: $name) -> Self {
                id.0
            }
        }
    )+};
}

ids! {
    /// A customer of RealtorOS: one realtor or brokerage. Nothing crosses from one account to another (P-35).
    AccountId,
    /// A person who signs in.
    UserId,
    /// A person whom an account works with or wants to (the policy's "Lead").
    LeadId,
    /// A data key in the vault.
    KeyId,
    /// One text, mail, call or note on a lead's timeline.
    MessageId,
    /// One unit of background work.
    JobId,
    /// One run of the import wizard.
    ImportId,
    /// A newsletter of an account.
    NewsletterId,
    /// A property for sale or rent.
    ListingId,
    /// A request of a person about their own data.
    RequestId,
    /// Something the assistant proposes and a person decides.
    SuggestionId,
    /// A copy of an account's data, or of one lead's, made to be taken away (P-60).
    ExportId,
    /// A comparison of the numbers of an account with a copy of a do-not-call list (P-48).
    ScrubId,
}
