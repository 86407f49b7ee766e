//! What accounts must be told before something changes, by mail and on their pages, and what they decide about it:
//! new sub-processors (P-38) and transfers of the business (P-67).

mod deliver;
mod entity;
mod open;
mod repository;

pub use deliver::deliver;
#[cfg(test)]
pub(crate) use deliver::deliver_with;
pub(crate) use open::day;
pub use open::{OpenNotice, open_notices};
pub(crate) use repository::{Told, clear, decide, decisions, of_account, tell_everybody};

use std::str::FromStr;

/// What a notice is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A new sub-processor.
    Processor,
    /// A transfer of the business.
    Transfer,
}

impl Kind {
    /// The word in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Processor => "processor",
            Self::Transfer => "transfer",
        }
    }
}

impl FromStr for Kind {
    type Err = crate::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let found = [Self::Processor, Self::Transfer].into_iter().find(|kind| kind.as_str() == text);
        found.ok_or_else(|| crate::Error::Internal(format!("unknown kind of notice {text}")))
    }
}
