//! `/app/passkeys`: adding a passkey, and removing one.

use super::ceremony::{Ceremony, SCRIPT};
use crate::{
    format,
    public::{
        ErrorSummary, Line, Look, PublicFrame, SelectField, document_with_status, failed, member, problem,
        scripted,
    },
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
    Error,
    accounts::{self, AddedPasskey, Misfit, Problem},
    http::{Session, renew_session},
};
use serde::Deserialize;
use uuid::Uuid;

const HERE: &str = "/app/passkeys";
const ADD: &str = "/app/passkeys/add";
const FINISH: &str = "/app/passkeys/finish";
const REMOVE: &str = "/app/passkeys/remove";
/// Where on the page one is added, for what is wrong with none of its fields.
const ADD_ONE: &str = "add-one";

/// The page, its two forms, and the browser's answer. Whoever had to sign in again comes back by GET.
pub fn routes() -> Router {
    let back = || async { Redirect::to(HERE) };
    Router::new()
        .route(HERE, get(show))
        .route(ADD, post(begin).get(back))
        .route(FINISH, post(add).get(back))
        .route(REMOVE, post(remove).get(back))
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct New {
    name: String,
    password: String,
    code: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Answered {
    token: String,
    answer: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Removed {
    id: String,
    password_again: String,
}

/// What was filled in, to be shown again. Passwords and codes are not.
#[derive(Clone, Default)]
struct Kept {
    name: String,
    id: String,
}

/// Said once, after something was done.
#[derive(Deserialize)]
struct Said {
    #[serde(default)]
    added: bool,
    #[serde(default)]
    removed: bool,
}

async fn show(Extension(caller): Extension<Caller>, said: Result<Query<Said>, QueryRejection>) -> Response {
    let said = said.ok().and_then(|Query(said)| match said {
        Said { added: true, .. } => Some("The passkey is added."),
        Said { removed: true, .. } => Some("The passkey is removed."),
        Said { .. } => None,
    });
    page(&caller, StatusCode::OK, Kept::default(), vec![], said).await
}

async fn begin(Extension(caller): Extension<Caller>, Form(new): Form<New>) -> Response {
    let New { name, password, code } = new;
    let work = async {
        accounts::begin_adding(&caller.core, &member(&caller)?, &name, &password, &code, &caller.ip).await
    };
    match work.await {
        Ok(begun) => scripted(
            "Add a passkey",
            SCRIPT,
            view! {
                <PublicFrame signed_in=true>
                    <section class="auth">
                        <h1>"Add a passkey"</h1>
                        <p>"Your browser asks now where to keep it, and makes sure that it is you."</p>
                        <Ceremony kind="create" begun action=FINISH button="Make the passkey" />
                        <footer><a href=HERE>"Back to your passkeys"</a></footer>
                    </section>
                </PublicFrame>
            },
        ),
        Err(Misfit { field, error }) => {
            let field = if field.is_empty() { ADD_ONE } else { field };
            again(&caller, Kept { name, ..Kept::default() }, field, error).await
        }
    }
}

async fn add(
    Extension(caller): Extension<Caller>,
    session: Session,
    Form(Answered { token, answer }): Form<Answered>,
) -> Response {
    let work = async {
        accounts::add_passkey(&caller.core, &member(&caller)?, &token, &answer).await?;
        renew_session(&session).await
    };
    match work.await {
        Ok(()) => Redirect::to("/app/passkeys?added=true").into_response(),
        Err(error) => again(&caller, Kept::default(), ADD_ONE, error).await,
    }
}

async fn remove(
    Extension(caller): Extension<Caller>,
    session: Session,
    Form(Removed { id, password_again }): Form<Removed>,
) -> Response {
    let kept = Kept { id: id.clone(), ..Kept::default() };
    let Ok(id) = id.parse::<Uuid>() else {
        let why = Error::invalid("Choose the passkey that is to be removed.");
        return again(&caller, kept, "id", why).await;
    };
    let work = async {
        accounts::remove_passkey(&caller.core, &member(&caller)?, id, &password_again, &caller.ip).await?;
        renew_session(&session).await
    };
    match work.await {
        Ok(()) => Redirect::to("/app/passkeys?removed=true").into_response(),
        Err(error) => again(&caller, kept, "password_again", error).await,
    }
}

/// The page once more, with what is to be put right.
async fn again(caller: &Caller, kept: Kept, field: &'static str, error: Error) -> Response {
    let (status, problems) = problem(field, error);
    page(caller, status, kept, problems, None).await
}

async fn page(
    caller: &Caller,
    status: StatusCode,
    kept: Kept,
    problems: Vec<Problem>,
    said: Option<&'static str>,
) -> Response {
    let work = async {
        let scope = member(caller)?;
        let step = accounts::second_step(&caller.core, &scope).await?;
        Ok((accounts::passkeys(&caller.core, &scope).await?, step.since.is_some()))
    };
    let works = accounts::passkeys_work(&caller.core.settings);
    match work.await {
        Ok((passkeys, asks_code)) => document_with_status(
            status,
            Look::Personal,
            "Passkeys",
            view! { <Page passkeys works asks_code kept problems said /> },
        ),
        Err(error) => failed(error),
    }
}

#[component]
fn Page(
    passkeys: Vec<AddedPasskey>,
    works: bool,
    asks_code: bool,
    kept: Kept,
    problems: Vec<Problem>,
    said: Option<&'static str>,
) -> impl IntoView {
    let add = if works {
        let problems = problems.clone();
        let code = asks_code.then(|| {
            view! {
                <Line name="code" label="Code" autocomplete="one-time-code"
                    hint="From your app, or a recovery code. One that you have used just now works no more."
                    problems=problems.clone() />
            }
        });
        view! {
            <h2 id=ADD_ONE>"Add one"</h2>
            <form method="post" action=ADD class="stack">
                <Line name="name" label="Name of the device" value=kept.name autocomplete="off" hint="Such as “My phone”."
                    problems=problems.clone() />
                <Line name="password" label="Your password" kind="password" autocomplete="current-password"
                    problems=problems.clone() />
                {code}
                <div class="form-actions"><button class="button primary">"Add a passkey"</button></div>
            </form>
        }
        .into_any()
    } else {
        view! {
            <p class="flash info" id=ADD_ONE>"Passkeys need a host name. This site is reached by a number, or without TLS, so none can be added here."</p>
        }
        .into_any()
    };
    let remove = (!passkeys.is_empty()).then(|| {
        let options = passkeys.iter().map(|passkey| (passkey.id.to_string(), passkey.name.clone())).collect();
        view! {
            <h2>"Remove one"</h2>
            <form method="post" action=REMOVE class="stack">
                <SelectField name="id" label="Passkey" options value=kept.id problems=problems.clone() />
                <Line name="password_again" label="Your password, to remove it" kind="password"
                    autocomplete="current-password" problems=problems.clone() />
                <div class="form-actions"><button class="button danger">"Remove the passkey"</button></div>
            </form>
        }
    });
    view! {
        <PublicFrame signed_in=true>
            <header class="page-head"><h1>"Passkeys"</h1></header>
            <article class="prose">
                {said.map(|said| view! { <p class="flash ok" role="status">{said}</p> })}
                <ErrorSummary problems=problems.clone() />
                <p>"A passkey signs you in with the fingerprint, face or code of a device. It works on this site only, so it cannot be given away to another, and no second step follows."</p>
                <List passkeys />
                {add}
                {remove}
                <p><a href="/app/settings">"Back to Settings"</a></p>
            </article>
        </PublicFrame>
    }
}

#[component]
fn List(passkeys: Vec<AddedPasskey>) -> impl IntoView {
    if passkeys.is_empty() {
        return view! { <p class="muted">"You have no passkey yet."</p> }.into_any();
    }
    let lines = passkeys
        .into_iter()
        .map(|passkey| {
            let used = passkey.last_used_at.map_or_else(|| "never used".to_owned(), |at| format!("last used {}", format::day(at)));
            view! { <li><strong>{passkey.name}</strong> {format!(", added {}, {used}", format::day(passkey.added_at))}</li> }
        })
        .collect_view();
    view! { <ul>{lines}</ul> }.into_any()
}
