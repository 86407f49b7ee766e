//! What a browser is told when something does not work.

use leptos::{
    prelude::{FromServerFnError, ServerFnErrorErr},
    server_fn::codec::JsonEncoding,
};
use serde::{Deserialize, Serialize};

/// Why a server function did not do what was asked. Safe to show: nothing internal is in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum AppError {
    /// No such thing in this account.
    #[error("This does not exist, or no longer.")]
    NotFound,
    /// The session is over.
    #[error("You are signed out. Please sign in again.")]
    SignedOut,
    /// The input cannot be used; the sentence says what to do.
    #[error("{0}")]
    Invalid(String),
    /// A rule that guards people forbids it; the sentence says which.
    #[error("{0}")]
    Refused(String),
    /// Too many attempts.
    #[error("Too many attempts. Try again in {0} seconds.")]
    Throttled(i64),
    /// The server could not be reached.
    #[error("The server could not be reached. Your text is still here; try again.")]
    Unreachable,
    /// Our fault; it is in the log.
    #[error("Something went wrong on our side. Nothing was changed; try again.")]
    Failed,
}

impl FromServerFnError for AppError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Request(_) => Self::Unreachable,
            // On the server it is the input that cannot be read; in the browser, the answer.
            #[cfg(feature = "ssr")]
            ServerFnErrorErr::Args(_)
            | ServerFnErrorErr::MissingArg(_)
            | ServerFnErrorErr::Deserialization(_) => crate::wire::unreadable_input(),
            _ => Self::Failed,
        }
    }
}
