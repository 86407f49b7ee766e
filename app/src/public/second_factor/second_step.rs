//! `/sign-in/second`: the code, after the password or the provider and before the session.

use super::passkey_sign_in::UsePasskey;
use crate::{
    public::{ErrorSummary, Line, Look, PublicFrame, document_with_status, sign_in_elsewhere},
    wire::{Caller, shown},
};
use axum::{
    Extension, Form, Router,
    extract::Query,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use leptos::prelude::*;
use realtoros_server::{
    Error, Result, Scope,
    accounts::{self, Problem, SignedIn},
    http::{Session, cookie, guard, start_session},
};
use serde::Deserialize;

const HERE: &str = "/sign-in/second";
const LEAVE: &str = "/sign-in/second/leave";

/// The page and its forms.
pub fn routes() -> Router {
    let back = || async { Redirect::to("/sign-in") };
    Router::new().route(HERE, get(show).post(enter)).route(LEAVE, post(leave).get(back))
}

#[derive(Deserialize)]
struct Next {
    next: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Entered {
    code: String,
    next: Option<String>,
}

/// Lets somebody in who has proven everything that is asked for, and leads everybody else to the second step.
pub async fn go_on(caller: &Caller, session: &Session, signed_in: SignedIn, next: &str) -> Result<Response> {
    match signed_in {
        SignedIn::Whole(scope) => let_in(caller, session, &scope, next).await,
        SignedIn::Half(half) => {
            let to = format!("{HERE}?next={}", guard::encoded(next));
            Ok(with_cookie(caller, Redirect::to(&to).into_response(), &half.cookie, half.seconds))
        }
    }
}

/// Begins the session. What a browser carries from another first step is over with it.
pub async fn let_in(caller: &Caller, session: &Session, scope: &Scope, next: &str) -> Result<Response> {
    start_session(session, scope).await?;
    let response = with_cookie(caller, Redirect::to(next).into_response(), "", 0);
    // What somebody else began at a provider in this browser does not go on.
    Ok(sign_in_elsewhere::with_cookie(caller, response, "", 0))
}

/// Forgets the first step, for somebody else.
async fn leave(Extension(caller): Extension<Caller>) -> Response {
    with_cookie(&caller, Redirect::to("/sign-in").into_response(), "", 0)
}

async fn show(
    Extension(caller): Extension<Caller>,
    headers: HeaderMap,
    Query(Next { next }): Query<Next>,
) -> Response {
    let next = guard::local_path(next.as_deref()).to_owned();
    if accounts::is_half_way(&caller.core, carried(&caller, &headers)).await {
        return page(&caller, StatusCode::OK, next, vec![]);
    }
    again(&caller, &next)
}

async fn enter(
    Extension(caller): Extension<Caller>,
    session: Session,
    headers: HeaderMap,
    Form(entered): Form<Entered>,
) -> Response {
    let next = guard::local_path(entered.next.as_deref()).to_owned();
    let carried = carried(&caller, &headers);
    let outcome = match accounts::finish_sign_in(&caller.core, carried, &entered.code, &caller.ip).await {
        Ok(scope) => let_in(&caller, &session, &scope, &next).await,
        Err(error) => Err(error),
    };
    match outcome {
        Ok(response) => response,
        Err(Error::Unauthenticated) => again(&caller, &next),
        Err(error) => {
            let wait = if let Error::Throttled(seconds) = error { Some(seconds) } else { None };
            let (status, shown) = shown(error);
            let problem = Problem { field: "code", message: shown.to_string() };
            let mut response = page(&caller, status, next, vec![problem]);
            if let Some(seconds) = wait {
                response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
            }
            response
        }
    }
}

/// The first step again: it is over, or was never taken.
fn again(caller: &Caller, next: &str) -> Response {
    let to = format!("/sign-in?next={}", guard::encoded(next));
    with_cookie(caller, Redirect::to(&to).into_response(), "", 0)
}

fn carried<'a>(caller: &Caller, headers: &'a HeaderMap) -> &'a str {
    cookie::read(headers, cookie::half_way_name(&caller.core.settings)).unwrap_or_default()
}

fn with_cookie(caller: &Caller, mut response: Response, value: &str, seconds: i64) -> Response {
    if let Some(cookie) = cookie::half_way(&caller.core.settings, value, seconds) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

fn page(caller: &Caller, status: StatusCode, next: String, problems: Vec<Problem>) -> Response {
    let summary = problems.clone();
    let passkey =
        accounts::passkeys_work(&caller.core.settings).then(|| view! { <UsePasskey next=next.clone() /> });
    document_with_status(
        status,
        Look::Personal,
        "Second step",
        view! {
            <PublicFrame signed_in=false>
                <section class="auth">
                    <h1>"One more step"</h1>
                    <p>"Type the six digits that your app shows now, or one of your recovery codes."</p>
                    <ErrorSummary problems=summary />
                    <form method="post" action=HERE>
                        <input type="hidden" name="next" value=next.clone() />
                        <Line name="code" label="Code" autocomplete="one-time-code"
                            hint="Each code works once. This page waits five minutes." problems />
                        <div class="form-actions"><button class="button primary">"Go on"</button></div>
                    </form>
                    {passkey}
                    <footer>
                        <p>"Lost your phone and your recovery codes? Whoever runs this server can turn the second step off for you."</p>
                        <form method="post" action=LEAVE>
                            <button class="button small">"Sign in as somebody else"</button>
                        </form>
                    </footer>
                </section>
            </PublicFrame>
        },
    )
}
