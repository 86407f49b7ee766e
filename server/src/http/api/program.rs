//! The program that calls.

use super::Problem;
use crate::{Core, Error, Scope, accounts, http::Caller};
use axum::{
    extract::{FromRequestParts, Query},
    http::request::Parts,
};
use serde::de::DeserializeOwned;

/// A program with a valid token. Asked for first in every handler, so that nothing is read for anybody else.
pub(super) struct Program {
    pub core: Core,
    pub scope: Scope,
}

impl<S: Send + Sync> FromRequestParts<S> for Program {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let caller = parts.extensions.get::<Caller>();
        let found = caller.and_then(|caller| Some((caller.core.clone(), caller.scope?)));
        let Some((core, scope)) = found else { return Err(Error::Unauthenticated.into()) };
        // A closing account's programs do nothing at all: its people read and export in the browser (P-56).
        if !accounts::is_active(core.db.read(), scope.account).await? {
            return Err(Problem::closing());
        }
        Ok(Self { core, scope })
    }
}

/// What the query of the address says. Ask for it after the [`Program`].
pub(super) struct Asked<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Asked<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        match Query::<T>::from_request_parts(parts, state).await {
            Ok(Query(asked)) => Ok(Self(asked)),
            Err(error) => Err(Error::invalid(format!("The address says nothing usable. {error}")).into()),
        }
    }
}

/// An id from a path. What is no id is not there.
pub(super) fn id<T: std::str::FromStr>(text: &str) -> Result<T, Problem> {
    text.parse().map_err(|_| Error::NotFound.into())
}

/// The JSON of a body.
pub(super) fn body<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    Ok(serde_json::from_slice(bytes)?)
}
