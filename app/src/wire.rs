//! The one boundary between server functions and use cases.

use crate::AppError;
use axum::http::{StatusCode, request::Parts};
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;
pub use realtoros_server::http::Caller;
use realtoros_server::{Core, Error, Scope, db, http};
use std::future::Future;

/// Who calls the server function that runs now. Ask before anything is awaited.
pub fn caller() -> Option<Caller> {
    use_context::<Parts>().and_then(|parts| parts.extensions.get::<Caller>().cloned())
}

/// The browser's session. Ask before anything is awaited.
pub fn session() -> Option<http::Session> {
    use_context::<Parts>().and_then(|parts| parts.extensions.get::<http::Session>().cloned())
}

/// Answers a server function: finds out who calls (before anything is awaited, while the request's context is
/// there), does the work, sets the status and keeps what is internal out of the answer.
pub async fn answer<T, F, W>(work: F) -> Result<T, AppError>
where
    F: FnOnce(Core, Scope) -> W,
    W: Future<Output = realtoros_server::Result<T>>,
{
    let caller = caller();
    let response = use_context::<ResponseOptions>();
    let path = use_context::<Parts>().map(|parts| parts.uri.path().to_owned()).unwrap_or_default();
    let outcome = match caller {
        None => Err(Error::Internal("a server function was called outside of a request".to_owned())),
        Some(Caller { scope: None, .. }) => Err(Error::Unauthenticated),
        Some(Caller { core, scope: Some(scope), .. }) => {
            db::within(scope.account, async {
                // A closing account is read and exported, not changed: the one place for all server functions (P-56).
                http::may_change(&core, &scope, &path).await?;
                work(core, scope).await
            })
            .await
        }
    };
    outcome.map_err(|error| {
        let (status, shown) = shown(error);
        if let Some(response) = response {
            response.set_status(status);
        }
        shown
    })
}

/// The answer to input that is not what the server function takes.
pub fn unreadable_input() -> AppError {
    let (status, shown) = shown(Error::invalid("This form was not filled in as expected."));
    if let Some(response) = use_context::<ResponseOptions>() {
        response.set_status(status);
    }
    shown
}

/// The status and the sentence for an error. What is our fault is logged here, once.
pub fn shown(error: Error) -> (StatusCode, AppError) {
    match error {
        Error::NotFound | Error::Erased => (StatusCode::NOT_FOUND, AppError::NotFound),
        Error::Unauthenticated => (StatusCode::UNAUTHORIZED, AppError::SignedOut),
        Error::Invalid(why) => (StatusCode::UNPROCESSABLE_ENTITY, AppError::Invalid(why)),
        Error::Conflict(why) => (StatusCode::CONFLICT, AppError::Invalid(why)),
        Error::Refused(why) => (StatusCode::FORBIDDEN, AppError::Refused(why)),
        Error::Throttled(seconds) => (StatusCode::TOO_MANY_REQUESTS, AppError::Throttled(seconds)),
        Error::Provider(_) | Error::Vault(_) | Error::Database(_) | Error::Internal(_) => {
            tracing::error!(%error, "a request failed");
            (StatusCode::INTERNAL_SERVER_ERROR, AppError::Failed)
        }
    }
}
