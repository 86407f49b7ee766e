//! Confirming the address of a new account.

use super::{
    ErrorSummary, Line, Look, PublicFrame, document, document_with_status, sign_in_elsewhere::with_cookie,
    sign_up::ticket,
};
use crate::wire::{Caller, shown};
use axum::{
    Extension, Form, Router,
    extract::Path,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use leptos::prelude::*;
use realtoros_server::{
    Error,
    accounts::{self, Identity, Problem, ProviderName, SignUpProof},
    http::{Session, start_session},
};
use serde::Deserialize;

/// `/sign-up/confirm/{token}`.
pub fn routes() -> Router {
    Router::new().route("/sign-up/confirm/{token}", get(show).post(confirm))
}

/// The answer to a form that can be used: the same whether the address has an account or not.
pub(super) fn check_your_mail(
    caller: &Caller,
    email: &str,
    within: &'static str,
    again: &'static str,
) -> Response {
    let email = email.trim().to_owned();
    let captured = caller.core.settings.providers.smtp_url.is_none().then(|| {
        view! {
            <p class="flash info">
                "No mail server is set up here: what would be sent is kept in the " <a href="/dev/outbox">"outbox"</a> "."
            </p>
        }
    });
    document(
        Look::Personal,
        "Check your mail",
        view! {
            <PublicFrame signed_in=false>
                <section class="auth">
                    <h1>"Check your mail"</h1>
                    <p>"We have written to " <strong>{email}</strong> ". Follow the link in that mail within " {within} " to go on."</p>
                    {captured}
                    <p class="muted">"Nothing there? Look among unwanted mail, or " <a href=again>"ask again"</a> "."</p>
                </section>
            </PublicFrame>
        },
    )
}

/// Instead of the form, where mail goes nowhere.
pub(super) fn closed_here() -> Response {
    document_with_status(
        StatusCode::SERVICE_UNAVAILABLE,
        Look::Open,
        "Mail is not set up",
        view! {
            <PublicFrame signed_in=false>
                <section class="auth">
                    <h1>"Not here yet"</h1>
                    <p>"No mail server is set up, so no address can be confirmed. Whoever runs this server sets "
                        <code>"REALTOROS_SMTP_URL"</code> "."</p>
                    <p><a class="button" href="/sign-in">"Sign in"</a></p>
                </section>
            </PublicFrame>
        },
    )
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct ConfirmForm {
    password: String,
}

async fn show(
    Extension(caller): Extension<Caller>,
    headers: HeaderMap,
    Path(token): Path<String>,
) -> Response {
    let identity = identity(&caller, &headers).await;
    match accounts::can_confirm(&caller.core, &token).await {
        Ok(true) => page(StatusCode::OK, token, identity.is_some(), vec![]),
        Ok(false) => gone(),
        Err(error) => shown(error).0.into_response(),
    }
}

async fn confirm(
    Extension(caller): Extension<Caller>,
    session: Session,
    headers: HeaderMap,
    Path(token): Path<String>,
    Form(form): Form<ConfirmForm>,
) -> Response {
    let identity = identity(&caller, &headers).await;
    let by_identity = identity.is_some();
    let proof = SignUpProof { password: form.password, identity, ip: caller.ip.clone() };
    let outcome = match accounts::confirm_sign_up(&caller.core, &token, &proof).await {
        Ok(scope) => start_session(&session, &scope).await,
        Err(error) => Err(error),
    };
    match outcome {
        Ok(()) if by_identity => with_cookie(&caller, Redirect::to("/app/today").into_response(), "", 0),
        Ok(()) => Redirect::to("/app/today").into_response(),
        Err(Error::NotFound | Error::Conflict(_)) => gone(),
        Err(error) => {
            let (status, shown) = shown(error);
            page(status, token, by_identity, vec![Problem { field: "password", message: shown.to_string() }])
        }
    }
}

/// The identity that this browser has brought from a provider to sign up with, while it lasts.
async fn identity(caller: &Caller, headers: &HeaderMap) -> Option<Identity> {
    for provider in ProviderName::configured(&caller.core.settings) {
        if let Some(ticket) = ticket(caller, Some(provider.as_str()), headers).await {
            return Some(ticket.identity);
        }
    }
    None
}

fn page(status: StatusCode, token: String, by_identity: bool, problems: Vec<Problem>) -> Response {
    let summary = problems.clone();
    let password = (!by_identity).then(|| {
        view! {
            <Line name="password" label="The password that you chose" kind="password"
                autocomplete="current-password" problems />
        }
    });
    document_with_status(
        status,
        Look::Personal,
        "Open your account",
        view! {
            <PublicFrame signed_in=false>
                <section class="auth">
                    <h1>"Open your account"</h1>
                    <p>"Your address works. One last step, so that nobody but you can open this account."</p>
                    <ErrorSummary problems=summary />
                    <form method="post" action=format!("/sign-up/confirm/{token}")>
                        {password}
                        <div class="form-actions"><button class="button primary">"Open the account"</button></div>
                    </form>
                </section>
            </PublicFrame>
        },
    )
}

fn gone() -> Response {
    over("It was used, or it is older than a day.", "/sign-up", "Sign up again")
}

/// Where a link in a mail leads that cannot be followed any more.
pub(super) fn over(why: &'static str, again: &'static str, label: &'static str) -> Response {
    document_with_status(
        StatusCode::NOT_FOUND,
        Look::Personal,
        "This link is over",
        view! {
            <PublicFrame signed_in=false>
                <section class="auth">
                    <h1>"This link is over"</h1>
                    <p>{why}</p>
                    <p><a class="button" href="/sign-in">"Sign in"</a> " " <a href=again>{label}</a></p>
                </section>
            </PublicFrame>
        },
    )
}
