//! Who acts, and on whose data.

use realtoros_domain::ids::{AccountId, JobId, LeadId, UserId};
use uuid::Uuid;

/// The account whose rows may be touched and the one who touches them. It comes from the session, the token or
/// the job, never from request data (P-35).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scope {
    /// The account.
    pub account: AccountId,
    /// The one who acts.
    pub actor: Actor,
}

/// Who acts; written into every audit entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    /// A signed-in member of the account.
    Member(UserId),
    /// A program with an API token of a member.
    Token(UserId),
    /// The lead, through a link of theirs or by writing to us.
    Lead(LeadId),
    /// Background work.
    Job(JobId),
    /// The operator on the command line.
    Operator,
    /// RealtorOS itself: a provider's callback, a timer.
    System,
}

impl Actor {
    /// The stable name of the kind.
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Member(_) => "member",
            Self::Token(_) => "token",
            Self::Lead(_) => "lead",
            Self::Job(_) => "job",
            Self::Operator => "operator",
            Self::System => "system",
        }
    }

    /// The id of the one who acts, where there is one.
    pub const fn id(self) -> Option<Uuid> {
        match self {
            Self::Member(id) | Self::Token(id) => Some(id.0),
            Self::Lead(id) => Some(id.0),
            Self::Job(id) => Some(id.0),
            Self::Operator | Self::System => None,
        }
    }

    /// The member behind the act, where a person of the account is.
    pub const fn member(self) -> Option<UserId> {
        match self {
            Self::Member(id) | Self::Token(id) => Some(id),
            _ => None,
        }
    }
}
