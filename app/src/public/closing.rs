//! `/app/privacy/closing`: closing the account, how it stands, and taking it back (P-56, P-63). Plain forms, no script.

use super::{
    ErrorSummary, Line, Look, PublicFrame, document_with_status, failed, privacy_tabs::PrivacyTabs, problem,
};
use crate::{format, wire::Caller};
use axum::{
    Extension, Form, Router,
    extract::{Query, rejection::QueryRejection},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use leptos::prelude::*;
use realtoros_server::{
    Core, Error, Result, Scope,
    accounts::{self, Problem},
    http::Session,
    privacy::closing::{self, State},
};
use serde::Deserialize;

const HERE: &str = "/app/privacy/closing";

/// The page and its two forms.
pub fn routes() -> Router {
    Router::new().route(HERE, get(show).post(close)).route("/app/privacy/closing/undo", post(undo))
}

#[derive(Deserialize)]
struct Confirmed {
    email: String,
    password: String,
}

/// Said once, after the closing was taken back.
#[derive(Deserialize)]
struct Said {
    #[serde(default)]
    kept: bool,
}

async fn show(
    Extension(caller): Extension<Caller>,
    said: std::result::Result<Query<Said>, QueryRejection>,
) -> Response {
    let kept = said.is_ok_and(|Query(said)| said.kept);
    match caller.scope {
        None => failed(Error::Unauthenticated),
        Some(scope) => page(&caller.core, &scope, StatusCode::OK, vec![], kept).await,
    }
}

async fn close(
    Extension(caller): Extension<Caller>,
    session: Session,
    Form(form): Form<Confirmed>,
) -> Response {
    let Some(scope) = caller.scope else { return failed(Error::Unauthenticated) };
    let core = &caller.core;
    if let Err(error) = accounts::confirm_address(core, &scope, &form.email).await {
        return again(core, &scope, "email", error).await;
    }
    let closed: Result<State> = async {
        accounts::confirm(core, &scope, &form.password, &caller.ip).await?;
        closing::close(core, &scope, session.id().as_ref()).await
    }
    .await;
    match closed {
        Ok(_) => Redirect::to(HERE).into_response(),
        Err(error) => again(core, &scope, "password", error).await,
    }
}

/// The page once more, with what is to be put right.
async fn again(core: &Core, scope: &Scope, field: &'static str, error: Error) -> Response {
    let (status, problems) = problem(field, error);
    page(core, scope, status, problems, false).await
}

async fn undo(Extension(caller): Extension<Caller>) -> Response {
    let Some(scope) = caller.scope else { return failed(Error::Unauthenticated) };
    closing::undo(&caller.core, &scope)
        .await
        .map_or_else(failed, |_| Redirect::to("/app/privacy/closing?kept=true").into_response())
}

async fn page(
    core: &Core,
    scope: &Scope,
    status: StatusCode,
    problems: Vec<Problem>,
    kept: bool,
) -> Response {
    match closing::state(core, scope).await {
        Ok(state) => document_with_status(
            status,
            Look::Personal,
            "Close account",
            view! { <Page state problems kept /> },
        ),
        Err(error) => failed(error),
    }
}

#[component]
fn Page(state: State, problems: Vec<Problem>, kept: bool) -> impl IntoView {
    let body = match state.purge_at {
        None => view! {
            {kept.then(|| view! { <p class="flash ok" role="status">"Your account stays open."</p> })}
            <Open problems />
        }
        .into_any(),
        Some(purge_at) => view! { <Closing state purge_at /> }.into_any(),
    };
    view! {
        <PublicFrame signed_in=true>
            <header class="page-head"><h1>"Close account"</h1></header>
            <PrivacyTabs here=HERE />
            <article class="prose">{body}</article>
        </PublicFrame>
    }
}

#[component]
fn Open(problems: Vec<Problem>) -> impl IntoView {
    view! {
        <p>"Closing stops everything at once: nothing is sent any more but answers to people who ask about their own data, no AI works, imports end, other browsers and programs are signed out."</p>
        <ul>
            <li>"For thirty days you can read and export everything, change nothing, and take the closing back."</li>
            <li>"Then everything is deleted for good and every key is destroyed. Backups cannot be read from that day on, and the last is gone within ninety days."</li>
            <li>"People can still unsubscribe by the links that they have."</li>
        </ul>
        <p><a class="button" href="/app/privacy/exports">"Take a full export first"</a></p>
        <ErrorSummary problems=problems.clone() />
        <form method="post" action=HERE class="stack">
            <Line name="email" label="Your e-mail address" kind="email" autocomplete="off"
                hint="Typed out, so that no account is closed by a slip." problems=problems.clone() />
            <Line name="password" label="Your password" kind="password" autocomplete="current-password"
                hint="Asked again, because this ends your work here." problems />
            <div class="form-actions"><button class="button danger">"Close the account"</button></div>
        </form>
    }
}

#[component]
fn Closing(state: State, purge_at: i64) -> impl IntoView {
    let days = format::count(state.days_left.unsigned_abs(), "day");
    let undo = state.can_undo.then(|| {
        view! {
            <form method="post" action="/app/privacy/closing/undo">
                <button class="button primary">"Keep the account after all"</button>
            </form>
        }
    });
    let hold = state.on_hold.then(|| {
        view! { <p class="flash info">"A legal hold keeps the data: nothing is deleted until it is lifted."</p> }
    });
    view! {
        <p role="status"><strong>"This account is closing. Nothing is sent, and nothing can be changed."</strong></p>
        {hold}
        <p>"On " {format::day(purge_at)} " everything is deleted for good: " {days} " left."</p>
        <p><a class="button" href="/app/privacy/exports">"Take everything along"</a></p>
        {undo}
        <p class="muted small">"What was stopped stays stopped when you keep the account: messages that waited are not sent later."</p>
    }
}
