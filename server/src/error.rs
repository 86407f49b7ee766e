//! What can go wrong in a use case.

use crate::vault::VaultError;
use sea_orm::DbErr;

/// The outcome of a use case.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a use case did not happen. The messages of [`Error::Invalid`], [`Error::Conflict`] and
/// [`Error::Refused`] are written for the person who asked; the others are for the log only.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such thing in this account: never had been, or belongs to somebody else (P-35).
    #[error("not found")]
    NotFound,
    /// The person's data was erased meanwhile: nothing more is stored about them (P-62).
    #[error("the data of this person has been erased")]
    Erased,
    /// Nobody is signed in, or the token is wrong.
    #[error("not signed in")]
    Unauthenticated,
    /// The input cannot be used; says what to do about it.
    #[error("{0}")]
    Invalid(String),
    /// The thing has changed meanwhile, or is in a state in which this cannot be done.
    #[error("{0}")]
    Conflict(String),
    /// A rule that guards people forbids it.
    #[error("{0}")]
    Refused(String),
    /// Too many attempts; try again after this many seconds.
    #[error("too many attempts, try again in {0} seconds")]
    Throttled(i64),
    /// A provider did not do what was asked.
    #[error("provider: {0}")]
    Provider(String),
    /// Sealed data could not be opened or sealed.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbErr),
    /// Anything else that is our fault.
    #[error("{0}")]
    Internal(String),
}

impl Error {
    /// An input error with the sentence that the person reads.
    pub fn invalid(message: impl Into<String>) -> Self {
        Self::Invalid(message.into())
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Self::Internal(format!("serialisation: {error}"))
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        Self::Internal(format!("input/output: {error}"))
    }
}
