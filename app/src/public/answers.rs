//! What plain pages answer when something is wrong.

use crate::wire::{Caller, shown};
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use realtoros_server::{Error, Result, Scope, accounts::Problem};

/// The member who is signed in.
pub fn member(caller: &Caller) -> Result<Scope> {
    caller.scope.ok_or(Error::Unauthenticated)
}

/// What is said where no page can be made.
pub fn failed(error: Error) -> Response {
    let (status, sentence) = shown(error);
    (status, sentence.to_string()).into_response()
}

/// The status of a page that is shown once more, and what is to be put right at `field`.
pub fn problem(field: &'static str, error: Error) -> (StatusCode, Vec<Problem>) {
    let (status, sentence) = shown(error);
    (status, vec![Problem { field, message: sentence.to_string() }])
}
