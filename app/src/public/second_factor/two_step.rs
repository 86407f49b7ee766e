//! `/app/two-step`: turning the second step on and off. Plain forms, no script.

use crate::{
    format,
    public::{ErrorSummary, Line, Look, PublicFrame, document_with_status, failed, member, problem},
    wire::Caller,
};
use axum::{
    Extension, Form, Router,
    extract::{Query, rejection::QueryRejection},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use leptos::prelude::*;
use realtoros_server::{
    Error, Result,
    accounts::{self, Enrolment, Misfit, Problem, SecondStep},
    http::{Session, renew_session},
};
use serde::Deserialize;

const HERE: &str = "/app/two-step";
const BEGIN: &str = "/app/two-step/begin";
const CONFIRM: &str = "/app/two-step/confirm";
const CODES: &str = "/app/two-step/codes";
const OFF: &str = "/app/two-step/off";

/// The page and its forms. Whoever had to sign in again comes back by GET.
pub fn routes() -> Router {
    let back = || async { Redirect::to(HERE) };
    Router::new()
        .route(HERE, get(show))
        .route(BEGIN, post(begin).get(back))
        .route(CONFIRM, post(turn_on).get(back))
        .route(CODES, post(new_codes).get(back))
        .route(OFF, post(turn_off).get(back))
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Proof {
    password: String,
    code: String,
}

/// The same, to turn it off: fields have names of their own on a page with both forms.
#[derive(Default, Deserialize)]
#[serde(default)]
struct ProofOff {
    off_password: String,
    off_code: String,
}

/// Said once, after it was turned off.
#[derive(Deserialize)]
struct Said {
    #[serde(default)]
    off: bool,
}

async fn show(
    Extension(caller): Extension<Caller>,
    said: std::result::Result<Query<Said>, QueryRejection>,
) -> Response {
    page(&caller, StatusCode::OK, None, vec![], said.is_ok_and(|Query(said)| said.off)).await
}

async fn begin(Extension(caller): Extension<Caller>, Form(proof): Form<Proof>) -> Response {
    let work = async {
        accounts::begin_second_step(&caller.core, &member(&caller)?, &proof.password, &caller.ip).await
    };
    match work.await {
        // Here and after a code that did not fit, and nowhere else: without the password nobody sees the secret.
        Ok(enrolment) => page(&caller, StatusCode::OK, Some(enrolment), vec![], false).await,
        Err(error) => again(&caller, None, "password", error).await,
    }
}

async fn turn_on(
    Extension(caller): Extension<Caller>,
    session: Session,
    Form(proof): Form<Proof>,
) -> Response {
    let (core, keep) = (&caller.core, session.id());
    let work = async {
        let scope = member(&caller)?;
        let codes =
            accounts::turn_on_second_step(core, &scope, &proof.code, &caller.ip, keep.as_ref()).await?;
        renew_session(&session).await?;
        Ok(codes)
    };
    match work.await {
        Ok(codes) => fresh(codes, "Two-step sign-in is on"),
        Err(error) => match enrolment(&caller).await {
            Ok(None) => again(&caller, None, "password", error).await,
            Ok(enrolment) => again(&caller, enrolment, "code", error).await,
            Err(other) => again(&caller, None, "password", other).await,
        },
    }
}

async fn new_codes(Extension(caller): Extension<Caller>, Form(proof): Form<Proof>) -> Response {
    let Proof { password, code } = proof;
    let work = async {
        accounts::new_recovery_codes(&caller.core, &member(&caller)?, &password, &code, &caller.ip).await
    };
    match work.await {
        Ok(codes) => fresh(codes, "New recovery codes"),
        Err(Misfit { field, error }) => {
            again(&caller, None, if field == "code" { field } else { "password" }, error).await
        }
    }
}

async fn turn_off(
    Extension(caller): Extension<Caller>,
    session: Session,
    Form(ProofOff { off_password, off_code }): Form<ProofOff>,
) -> Response {
    let (core, keep, ip) = (&caller.core, session.id(), &caller.ip);
    let work = async {
        let scope = member(&caller)?;
        accounts::turn_off_second_step(core, &scope, &off_password, &off_code, ip, keep.as_ref()).await?;
        Ok::<_, Misfit>(renew_session(&session).await?)
    };
    match work.await {
        Ok(()) => Redirect::to("/app/two-step?off=true").into_response(),
        Err(Misfit { field, error }) => {
            let field = if field == "code" { "off_code" } else { "off_password" };
            again(&caller, None, field, error).await
        }
    }
}

async fn enrolment(caller: &Caller) -> Result<Option<Enrolment>> {
    accounts::enrolment(&caller.core, &member(caller)?).await
}

/// The page once more, with what is to be put right.
async fn again(caller: &Caller, enrolment: Option<Enrolment>, field: &'static str, error: Error) -> Response {
    let (status, problems) = problem(field, error);
    page(caller, status, enrolment, problems, false).await
}

async fn page(
    caller: &Caller,
    status: StatusCode,
    enrolment: Option<Enrolment>,
    problems: Vec<Problem>,
    said_off: bool,
) -> Response {
    let work = async { accounts::second_step(&caller.core, &member(caller)?).await };
    match work.await {
        Ok(state) => document_with_status(
            status,
            Look::Personal,
            "Two-step sign-in",
            view! { <Page state enrolment problems said_off /> },
        ),
        Err(error) => failed(error),
    }
}

#[component]
fn Page(
    state: SecondStep,
    enrolment: Option<Enrolment>,
    problems: Vec<Problem>,
    said_off: bool,
) -> impl IntoView {
    let summary = problems.clone();
    let body = match (state.since, enrolment) {
        (Some(since), _) => view! { <On since codes=state.recovery_codes problems /> }.into_any(),
        (None, Some(enrolment)) => view! { <Confirm enrolment problems /> }.into_any(),
        (None, None) => view! { <Off problems /> }.into_any(),
    };
    view! {
        <PublicFrame signed_in=true>
            <header class="page-head"><h1>"Two-step sign-in"</h1></header>
            <article class="prose">
                {said_off.then(|| view! { <p class="flash ok" role="status">"Two-step sign-in is off."</p> })}
                <ErrorSummary problems=summary />
                {body}
                <p><a href="/app/settings">"Back to Settings"</a></p>
            </article>
        </PublicFrame>
    }
}

#[component]
fn Off(problems: Vec<Problem>) -> impl IntoView {
    view! {
        <p>"Whoever knows your password gets in. With a second step they also need your phone: an app on it shows six digits, new every thirty seconds, and each works once."</p>
        <p>"You need an authenticator app, such as the one that came with your phone or your password manager."</p>
        <form method="post" action=BEGIN class="stack">
            <Line name="password" label="Your password" kind="password" autocomplete="current-password" problems />
            <div class="form-actions"><button class="button primary">"Set it up"</button></div>
        </form>
    }
}

#[component]
fn Confirm(enrolment: Enrolment, problems: Vec<Problem>) -> impl IntoView {
    let secret: Vec<char> = enrolment.secret.chars().collect();
    let secret = secret.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join(" ");
    view! {
        <ol>
            <li>"Scan this with your app. It is shown here only, and waits ten minutes."
                <div role="img" aria-label="QR code with the key that is written below" inner_html=enrolment.picture></div>
            </li>
            <li>"Or type this key: " <code>{secret}</code></li>
            <li>"Type the six digits that the app shows now."</li>
        </ol>
        <form method="post" action=CONFIRM class="stack">
            <Line name="code" label="Code" autocomplete="one-time-code" problems />
            <div class="form-actions"><button class="button primary">"Turn it on"</button></div>
        </form>
    }
}

#[component]
fn On(since: i64, codes: u64, problems: Vec<Problem>) -> impl IntoView {
    let hint = "From your app, or a recovery code. One that you have used just now works no more.";
    view! {
        <p role="status"><strong>"On since " {format::day(since)} "."</strong> " After your password, or Google or Microsoft, a code is asked for."</p>
        <p>{format::count(codes, "recovery code")} " left. Each opens the account once when you do not have your phone."</p>
        <p>"A passkey needs no second step: it is one already. Programs with an API token are not asked either."</p>
        <h2>"New recovery codes"</h2>
        <form method="post" action=CODES class="stack">
            <Line name="password" label="Your password, for new codes" kind="password" autocomplete="current-password"
                problems=problems.clone() />
            <Line name="code" label="Code, for new codes" autocomplete="one-time-code" hint problems=problems.clone() />
            <div class="form-actions"><button class="button">"Make new recovery codes"</button></div>
        </form>
        <h2>"Turn it off"</h2>
        <form method="post" action=OFF class="stack">
            <Line name="off_password" label="Your password, to turn it off" kind="password" autocomplete="current-password"
                problems=problems.clone() />
            <Line name="off_code" label="Code, to turn it off" autocomplete="one-time-code" hint problems />
            <div class="form-actions"><button class="button danger">"Turn it off"</button></div>
        </form>
    }
}

/// Codes for recovery, shown this once.
fn fresh(codes: Vec<String>, title: &'static str) -> Response {
    let codes = codes.into_iter().map(|code| view! { <li><code>{code}</code></li> }).collect_view();
    document_with_status(
        StatusCode::OK,
        Look::Personal,
        title,
        view! {
            <PublicFrame signed_in=true>
                <header class="page-head"><h1>{title}</h1></header>
                <article class="prose">
                    <p class="flash ok" role="status"><strong>"Keep these recovery codes now; they are not shown again."</strong></p>
                    <p>"Each opens your account once, in place of a code of your app. Print them, or put them into your password manager."</p>
                    <ol>{codes}</ol>
                    <p><a class="button primary" href="/app/settings">"I have kept them"</a></p>
                </article>
            </PublicFrame>
        },
    )
}
