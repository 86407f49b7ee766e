//! `/sign-in/passkey`: signing in with a passkey, which asks for nothing else.

use super::{
    ceremony::{Ceremony, SCRIPT},
    second_step::let_in,
};
use crate::{
    public::{ErrorSummary, Look, PublicFrame, document_with_status, scripted},
    wire::{Caller, shown},
};
use axum::{
    Extension, Form, Router,
    extract::Query,
    http::StatusCode,
    response::{Redirect, Response},
    routing::{get, post},
};
use leptos::prelude::*;
use realtoros_server::{
    Error,
    accounts::{self, Problem},
    http::{Session, guard},
};
use serde::Deserialize;

const HERE: &str = "/sign-in/passkey";
const FINISH: &str = "/sign-in/passkey/finish";

/// The page, asking for a passkey, and the browser's answer.
pub fn routes() -> Router {
    let back = || async { Redirect::to(HERE) };
    Router::new().route(HERE, get(show).post(begin)).route(FINISH, post(finish).get(back))
}

#[derive(Deserialize)]
struct Next {
    next: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Answered {
    token: String,
    answer: String,
    next: Option<String>,
}

async fn show(Query(Next { next }): Query<Next>) -> Response {
    start(StatusCode::OK, guard::local_path(next.as_deref()).to_owned(), vec![])
}

async fn begin(Extension(caller): Extension<Caller>, Form(Next { next }): Form<Next>) -> Response {
    let next = guard::local_path(next.as_deref()).to_owned();
    match accounts::begin_passkey_sign_in(&caller.core, &caller.ip).await {
        Ok(begun) => scripted(
            "Use a passkey",
            SCRIPT,
            view! {
                <PublicFrame signed_in=false>
                    <section class="auth">
                        <h1>"Use a passkey"</h1>
                        <p>"Your browser asks for it now. It makes sure that it is you, and nothing else is asked."</p>
                        <Ceremony kind="get" begun action=FINISH next button="Use the passkey" />
                        <footer><a href="/sign-in">"Sign in with your password instead"</a></footer>
                    </section>
                </PublicFrame>
            },
        ),
        Err(error) => refused(next, error),
    }
}

async fn finish(
    Extension(caller): Extension<Caller>,
    session: Session,
    Form(answered): Form<Answered>,
) -> Response {
    let next = guard::local_path(answered.next.as_deref()).to_owned();
    let Answered { token, answer, .. } = answered;
    let outcome = match accounts::sign_in_with_passkey(&caller.core, &token, &answer, &caller.ip).await {
        Ok(scope) => let_in(&caller, &session, &scope, &next).await,
        Err(error) => Err(error),
    };
    match outcome {
        Ok(response) => response,
        Err(error) => refused(next, error),
    }
}

fn refused(next: String, error: Error) -> Response {
    let (status, message) = match error {
        Error::Unauthenticated => {
            let message = "This passkey does not open an account here. It may have been removed in Settings.";
            (StatusCode::UNPROCESSABLE_ENTITY, message.to_owned())
        }
        other => {
            let (status, shown) = shown(other);
            (status, shown.to_string())
        }
    };
    start(status, next, vec![Problem { field: "passkey", message }])
}

fn start(status: StatusCode, next: String, problems: Vec<Problem>) -> Response {
    document_with_status(
        status,
        Look::Personal,
        "Use a passkey",
        view! {
            <PublicFrame signed_in=false>
                <section class="auth">
                    <h1>"Use a passkey"</h1>
                    <p>"Sign in with the fingerprint, face or code of a device that you have added in Settings."</p>
                    <ErrorSummary problems />
                    <form method="post" action=HERE>
                        <input type="hidden" name="next" value=next />
                        <div class="form-actions"><button class="button primary" id="passkey">"Use a passkey"</button></div>
                    </form>
                    <footer><a href="/sign-in">"Sign in with your password instead"</a></footer>
                </section>
            </PublicFrame>
        },
    )
}

/// The way here from the other pages of signing in.
#[component]
pub fn UsePasskey(next: String) -> impl IntoView {
    view! {
        <form method="post" action=HERE>
            <input type="hidden" name="next" value=next />
            <button class="button">"Use a passkey"</button>
        </form>
    }
}
