//! `/app/privacy/processors`: who may get data of this account, and objecting to it. Plain forms, no script.

use super::{Look, PublicFrame, document, failed, member, privacy_tabs::PrivacyTabs};
use crate::wire::Caller;
use axum::{
    Extension, Form, Router,
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use leptos::prelude::*;
use realtoros_server::{
    Core, Result, Scope, accounts, aggregates,
    privacy::{
        self, Processor, Status, SubProcessorState,
        notices::{OpenNotice, open_notices},
        processors::{self, Closed},
    },
};
use serde::Deserialize;

const HERE: &str = "/app/privacy/processors";

/// The page and its two forms.
pub fn routes() -> Router {
    Router::new().route(HERE, get(show).post(choose)).route("/app/privacy/aggregates", post(count))
}

/// What is shown.
struct Choices {
    notices: Vec<OpenNotice>,
    rows: Vec<(SubProcessorState, Option<Closed>)>,
    is_left_out: bool,
}

/// The form of one sub-processor.
#[derive(Deserialize)]
struct Choice {
    processor: String,
    allowed: bool,
}

/// The form for counts over all accounts.
#[derive(Deserialize)]
struct Counted {
    counted: bool,
}

async fn show(Extension(caller): Extension<Caller>) -> Response {
    match load(&caller).await {
        Ok(choices) => document(Look::Personal, "Who gets data", view! { <Page choices /> }),
        Err(error) => failed(error),
    }
}

async fn load(caller: &Caller) -> Result<Choices> {
    let (core, scope) = who(caller)?;
    let channels = accounts::channels(core.db.read(), core, scope.account).await?;
    let routes = processors::routes(core, Some(scope.account)).await?;
    let listed = privacy::sub_processors(&core.settings, Some(channels.has_twilio()));
    Ok(Choices {
        notices: open_notices(core, &scope).await?,
        rows: listed
            .into_iter()
            .map(|state| (routes.closed(state.who.processor), state))
            .map(|(c, s)| (s, c))
            .collect(),
        is_left_out: aggregates::is_left_out(core, &scope).await?,
    })
}

async fn choose(Extension(caller): Extension<Caller>, Form(choice): Form<Choice>) -> Response {
    let work = async {
        let (core, scope) = who(&caller)?;
        let processor: Processor = choice.processor.parse()?;
        if choice.allowed {
            processors::allow_again(core, &scope, processor).await
        } else {
            processors::object(core, &scope, processor).await
        }
    };
    back(work.await)
}

async fn count(Extension(caller): Extension<Caller>, Form(Counted { counted }): Form<Counted>) -> Response {
    let work = async {
        let (core, scope) = who(&caller)?;
        aggregates::leave_out(core, &scope, !counted).await
    };
    back(work.await)
}

fn who(caller: &Caller) -> Result<(&Core, Scope)> {
    Ok((&caller.core, member(caller)?))
}

fn back(outcome: Result<()>) -> Response {
    match outcome {
        Ok(()) => Redirect::to(HERE).into_response(),
        Err(error) => failed(error),
    }
}

#[component]
fn Page(choices: Choices) -> impl IntoView {
    let Choices { notices, rows, is_left_out } = choices;
    let notices = notices.into_iter().map(|notice| {
        view! { <p class="flash warn" role="status"><strong>{notice.title}</strong>" "{notice.text}</p> }
    });
    let notices = notices.collect_view();
    let rows = rows.into_iter().map(|(state, closed)| row(state, closed)).collect_view();
    let (state, verb) = if is_left_out {
        ("You are left out.", "Count me in again")
    } else {
        ("You are counted.", "Leave me out")
    };
    view! {
        <PublicFrame signed_in=true>
            <header class="page-head">
                <div>
                    <h1>"Who gets data"</h1>
                    <p class="lede">"A new sub-processor is announced thirty days before anything reaches it. You can object to any: then it stays off for your account."</p>
                </div>
                <div class="actions">
                    <a class="button quiet" href="/subprocessors">"The public list"</a>
                </div>
            </header>
            <PrivacyTabs here=HERE />
            {notices}
            <div class="card-grid">{rows}</div>
            <section aria-labelledby="counts">
                <h2 id="counts">"Counts over all accounts"</h2>
                <p>
                    "Once a week we count how many leads all accounts together have, by state and stage, to see how RealtorOS \
                     is used. No name, no account and no lead is in it; numbers under eleven, or of fewer than five accounts, \
                     are left out, and the rest is rounded."
                </p>
                <form method="post" action="/app/privacy/aggregates" class="row">
                    <input type="hidden" name="counted" value=is_left_out.to_string() />
                    <span>{state}</span>
                    <button class="button small">{verb}</button>
                </form>
            </section>
        </PublicFrame>
    }
}

fn row(state: SubProcessorState, closed: Option<Closed>) -> impl IntoView {
    let SubProcessorState { who, status, hosts } = state;
    let is_used = status == Status::InUse;
    let (tone, word) = match closed {
        Some(Closed::Objected) => ("chip stop", "Off: you objected".to_owned()),
        Some(closed) if is_used => ("chip warn", closed.sentence(who.processor)),
        None if is_used => ("chip ok", "In use".to_owned()),
        _ => ("chip", "Not in use".to_owned()),
    };
    let objected = closed == Some(Closed::Objected);
    let verb = if objected { "Allow again" } else { "Object" };
    let label = format!("{verb}: {}", who.name);
    let form = (is_used || objected).then(|| {
        view! {
            <form method="post" action=HERE>
                <input type="hidden" name="processor" value=who.processor.as_str() />
                <input type="hidden" name="allowed" value=objected.to_string() />
                <button class="button small" aria-label=label>{verb}</button>
            </form>
        }
    });
    view! {
        <article class="card">
            <h2>{who.name}</h2>
            <p><span class=tone>{word}</span></p>
            <dl class="dl">
                <dt>"Does"</dt><dd>{who.role}</dd>
                {(!hosts.is_empty()).then(|| view! { <dt>"Host"</dt><dd>{hosts.join(", ")}</dd> })}
                <dt>"Gets"</dt><dd>{who.sent}</dd>
                <dt>"Keeps it"</dt><dd>{who.retention}</dd>
            </dl>
            {form}
        </article>
    }
}
