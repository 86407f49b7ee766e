//! Signing in with a provider: going there, and coming back.

use super::{second_factor::go_on, sign_in};
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
    accounts::{self, Finished, Linking, ProviderName},
    connections::Part,
    http::{Session, cookie, guard},
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
    /// What a member connects; nothing when it is about signing in.
    connect: Option<String>,
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
    session: Session,
    Path(provider): Path<String>,
    Query(Next { next, connect }): Query<Next>,
) -> Response {
    let Ok(provider) = provider.parse::<ProviderName>() else { return StatusCode::NOT_FOUND.into_response() };
    let next = guard::local_path(next.as_deref());
    let by = match linking(&caller, &session).await {
        Ok(by) => by,
        Err(error) => return shown(error).0.into_response(),
    };
    let started = match (connect.as_deref().map(str::parse::<Part>), by) {
        (None, by) => accounts::start(&caller.core, provider, next, by).await,
        (Some(Err(())), _) => return StatusCode::NOT_FOUND.into_response(),
        // Connecting belongs to a member; whoever is not signed in comes back to the page with its buttons.
        (Some(Ok(_)), None) => {
            return Redirect::to(&format!("/sign-in?next={}", guard::encoded(next))).into_response();
        }
        (Some(Ok(part)), Some(by)) => {
            accounts::start_connecting(&caller.core, &by, provider, part, next).await
        }
    };
    match started {
        Ok(started) => {
            with_cookie(&caller, Redirect::to(&started.url).into_response(), &started.cookie, started.seconds)
        }
        Err(error) => shown(error).0.into_response(),
    }
}

/// The member who is signed in, and their session, to which the way back is bound.
async fn linking(caller: &Caller, session: &Session) -> Result<Option<Linking>, Error> {
    let Some(scope) = caller.scope else { return Ok(None) };
    let mark = accounts::session_mark(&caller.core, session).await?;
    Ok(mark.map(|session| Linking { scope, session }))
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
    let pending = cookie::read(&headers, cookie::oauth_name(&core.settings)).unwrap_or_default();
    let connecting = accounts::connecting(core, pending).await;
    if let (Some(next), true) = (&connecting, back.error.is_some()) {
        let page = with_outcome(next, "declined");
        return with_cookie(&caller, Redirect::to(&page).into_response(), "", 0);
    }
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
    let outcome = match accounts::finish(core, provider, pending, &back.state, back.code, caller.scope).await
    {
        Ok(Finished::SignedIn(signed_in, next)) => {
            return match go_on(&caller, &session, signed_in, &next).await {
                Ok(response) => with_cookie(&caller, response, "", 0),
                Err(error) => shown(error).0.into_response(),
            };
        }
        Ok(Finished::Connected(how, next)) => Ok((with_outcome(&next, how.as_str()), String::new(), 0)),
        Ok(Finished::Linked) => Ok(("/app/settings".to_owned(), String::new(), 0)),
        Ok(Finished::Unknown(ticket, seconds)) => {
            Ok((format!("/sign-up?with={}", provider.as_str()), ticket, seconds))
        }
        Err(error) => Err(error),
    };
    match outcome {
        Err(error) if connecting.is_some() => {
            tracing::warn!(%error, "a connection was not made");
            let page = with_outcome(connecting.as_deref().unwrap_or_default(), "failed");
            with_cookie(&caller, Redirect::to(&page).into_response(), "", 0)
        }
        Ok((to, value, seconds)) => with_cookie(&caller, Redirect::to(&to).into_response(), &value, seconds),
        Err(error) => with_cookie(
            &caller,
            sign_in::refused(&caller, String::new(), "/app/today".to_owned(), error),
            "",
            0,
        ),
    }
}

/// The page to go on to, told how connecting came out by one of its own words.
fn with_outcome(next: &str, how: &str) -> String {
    let sign = if next.contains('?') { '&' } else { '?' };
    format!("{next}{sign}outcome={how}")
}

/// The answer, and the cookie between the steps; zero seconds remove it.
pub fn with_cookie(caller: &Caller, mut response: Response, value: &str, seconds: i64) -> Response {
    if let Some(cookie) = cookie::oauth(&caller.core.settings, value, seconds) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}
