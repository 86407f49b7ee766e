//! A forgotten password.

use super::{
    ErrorSummary, Line, Look, PublicFrame, document_with_status,
    second_factor::go_on,
    sign_up_confirm::{check_your_mail, closed_here, over},
};
use crate::wire::{Caller, shown};
use axum::{
    Extension, Form, Router,
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::get,
};
use leptos::prelude::*;
use realtoros_server::{
    Error,
    accounts::{self, Problem},
    http::Session,
};
use serde::Deserialize;

/// `/password` asks for a link; `/password/{token}` is behind it.
pub fn routes() -> Router {
    Router::new().route("/password", get(form).post(ask)).route("/password/{token}", get(show).post(choose))
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Asked {
    email: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Chosen {
    password: String,
}

async fn form(Extension(caller): Extension<Caller>) -> Response {
    if !accounts::is_open(&caller.core) {
        return closed_here();
    }
    asking(StatusCode::OK, String::new(), vec![])
}

async fn ask(Extension(caller): Extension<Caller>, Form(asked): Form<Asked>) -> Response {
    match accounts::ask_new_password(&caller.core, &asked.email, &caller.ip).await {
        Ok(()) => check_your_mail(&caller, &asked.email, "an hour", "/password"),
        Err(error) => {
            let (status, shown) = shown(error);
            asking(status, asked.email, vec![Problem { field: "email", message: shown.to_string() }])
        }
    }
}

async fn show(Extension(caller): Extension<Caller>, Path(token): Path<String>) -> Response {
    match accounts::can_choose_password(&caller.core, &token).await {
        Ok(true) => choosing(StatusCode::OK, token, vec![]),
        Ok(false) => gone(),
        Err(error) => shown(error).0.into_response(),
    }
}

async fn choose(
    Extension(caller): Extension<Caller>,
    session: Session,
    Path(token): Path<String>,
    Form(chosen): Form<Chosen>,
) -> Response {
    let outcome = match accounts::choose_password(&caller.core, &token, &chosen.password, &caller.ip).await {
        Ok(signed_in) => go_on(&caller, &session, signed_in, "/app/today").await,
        Err(error) => Err(error),
    };
    match outcome {
        Ok(response) => response,
        Err(Error::NotFound) => gone(),
        Err(error) => {
            let (status, shown) = shown(error);
            choosing(status, token, vec![Problem { field: "password", message: shown.to_string() }])
        }
    }
}

fn asking(status: StatusCode, email: String, problems: Vec<Problem>) -> Response {
    let summary = problems.clone();
    document_with_status(
        status,
        Look::Open,
        "Forgotten password",
        view! {
            <PublicFrame signed_in=false>
                <section class="auth">
                    <h1>"Forgot your password?"</h1>
                    <p>"We write to the address of your account, with a link to choose a new one."</p>
                    <ErrorSummary problems=summary />
                    <form method="post" action="/password">
                        <Line name="email" label="E-mail" kind="email" value=email autocomplete="username" problems />
                        <div class="form-actions"><button class="button primary">"Send the link"</button></div>
                    </form>
                    <footer>"Remembered it? " <a href="/sign-in">"Sign in"</a></footer>
                </section>
            </PublicFrame>
        },
    )
}

fn choosing(status: StatusCode, token: String, problems: Vec<Problem>) -> Response {
    let summary = problems.clone();
    document_with_status(
        status,
        Look::Personal,
        "Choose a new password",
        view! {
            <PublicFrame signed_in=false>
                <section class="auth">
                    <h1>"Choose a new password"</h1>
                    <p>"Every browser that is signed in to your account will be signed out. Your passkeys and API tokens will work no more."</p>
                    <ErrorSummary problems=summary />
                    <form method="post" action=format!("/password/{token}")>
                        <Line name="password" label="New password" kind="password" autocomplete="new-password"
                            hint="At least 8 characters. A few unrelated words are best." problems />
                        <div class="form-actions"><button class="button primary">"Save and sign in"</button></div>
                    </form>
                </section>
            </PublicFrame>
        },
    )
}

fn gone() -> Response {
    over("It was used, or it is older than an hour.", "/password", "Ask for another link")
}
