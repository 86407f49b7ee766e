//! Signing in with a provider: going there, and coming back.

use super::sign_in;
use crate::wire::{Caller, shown};
use axum::{
    Extension, Router,
    extract::{Path, Query},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use realtoros_server::{
    Error,
    accounts::{self, Finished, ProviderName},
    http::{Session, cookie, guard, start_session},
};
use serde::Deserialize;

/// `/auth/{provider}` and its callback.
pub fn routes() -> Router {
    Router::new().route("/auth/{provider}", get(start)).route("/auth/{provider}/callback", get(finish))
}

/// Where to go afterwards.
#[derive(Deserialize)]
struct Next {
    next: Option<String>,
}

/// How the provider sends the browser back (RFC 6749, sections 4.1.2 and 4.1.2.1).
#[derive(Default, Deserialize)]
#[serde(default)]
struct Back {
    state: String,
    code: String,
    error: Option<String>,
}

async fn start(
    Extension(caller): Extension<Caller>,
    Path(provider): Path<String>,
    Query(Next { next }): Query<Next>,
) -> Response {
    let Ok(provider) = provider.parse::<ProviderName>() else { return StatusCode::NOT_FOUND.into_response() };
    let next = guard::local_path(next.as_deref());
    match accounts::start(&caller.core, provider, next, caller.scope).await {
        Ok(started) => {
            with_cookie(&caller, Redirect::to(&started.url).into_response(), &started.cookie, started.seconds)
        }
        Err(error) => shown(error).0.into_response(),
    }
}

async fn finish(
    Extension(caller): Extension<Caller>,
    session: Session,
    Path(provider): Path<String>,
    Query(back): Query<Back>,
    headers: HeaderMap,
) -> Response {
    let Ok(provider) = provider.parse::<ProviderName>() else { return StatusCode::NOT_FOUND.into_response() };
    let core = &caller.core;
    if back.error.is_some() {
        let error = Error::invalid(format!(
            "{} did not sign you in. You can try again, or use your password.",
            provider.label()
        ));
        return with_cookie(
            &caller,
            sign_in::refused(&caller, String::new(), "/app/today".to_owned(), error),
            "",
            0,
        );
    }
    let pending = cookie::read(&headers, cookie::oauth_name(&core.settings)).unwrap_or_default();
    let outcome = match accounts::finish(core, provider, pending, &back.state, back.code).await {
        Ok(Finished::SignedIn(scope, next)) => {
            start_session(&session, &scope).await.map(|()| (next, String::new(), 0))
        }
        Ok(Finished::Linked) => Ok(("/app/settings".to_owned(), String::new(), 0)),
        Ok(Finished::Unknown(ticket, seconds)) => {
            Ok((format!("/sign-up?with={}", provider.as_str()), ticket, seconds))
        }
        Err(error) => Err(error),
    };
    match outcome {
        Ok((to, value, seconds)) => with_cookie(&caller, Redirect::to(&to).into_response(), &value, seconds),
        Err(error) => with_cookie(
            &caller,
            sign_in::refused(&caller, String::new(), "/app/today".to_owned(), error),
            "",
            0,
        ),
    }
}

/// The answer, and the cookie between the steps; zero seconds remove it.
pub fn with_cookie(caller: &Caller, mut response: Response, value: &str, seconds: i64) -> Response {
    if let Some(cookie) = cookie::oauth(&caller.core.settings, value, seconds) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}
