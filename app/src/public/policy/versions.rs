//! Every published wording, what changed between them, and accepting the one in force (P-69).

use crate::{
    public::{Look, PublicFrame, document, document_with_status, failed},
    wire::Caller,
};
use axum::{
    Extension, Form, Router,
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use leptos::prelude::*;
use realtoros_domain::policy::{self, Block, Change, Version};
use realtoros_server::{Error, http::guard::local_path, privacy};
use serde::Deserialize;

/// `/privacy/{version}`, `/privacy/changes` and `/privacy/accept`.
pub fn routes() -> Router {
    Router::new()
        .route("/privacy/changes", get(changes))
        .route("/privacy/accept", get(ask).post(accept))
        .route("/privacy/{version}", get(version))
}

async fn version(Extension(caller): Extension<Caller>, Path(id): Path<String>) -> Response {
    let signed_in = caller.scope.is_some();
    let Some(version) = caller.core.policies.iter().find(|version| version.id == id) else {
        let page = view! {
            <PublicFrame signed_in>
                <article class="prose">
                    <h1>"There is no such version"</h1>
                    <p><a href="/privacy/changes">"All versions"</a></p>
                </article>
            </PublicFrame>
        };
        return document_with_status(StatusCode::NOT_FOUND, Look::Open, "Privacy policy", page);
    };
    let text = plain(version);
    let page = view! {
        <PublicFrame signed_in>
            <div class="policy">
                {text}
                <p class="muted small">"Version " {version.id} ". Fingerprint (SHA-256): " <code>{version.sha256}</code></p>
                <p><a href="/privacy/changes">"All versions and what changed"</a></p>
            </div>
        </PublicFrame>
    };
    document(Look::Open, "Privacy policy", page)
}

/// The wording alone.
fn plain(version: &'static Version) -> impl IntoView {
    let block = |block: Block<'static>| match block {
        Block::Title(text) => view! { <h1>{text}</h1> }.into_any(),
        Block::Section(_, text) => view! { <h2>{text}</h2> }.into_any(),
        Block::Subsection(text) => view! { <h3>{text}</h3> }.into_any(),
        Block::Promise(name, line) => view! { <h2>{name}</h2><p>{line}</p> }.into_any(),
        Block::Updated(text) | Block::Paragraph(text) => view! { <p>{text}</p> }.into_any(),
        Block::List(items) => {
            let items = items.into_iter().map(|item| view! { <li>{item}</li> }).collect_view();
            view! { <ul>{items}</ul> }.into_any()
        }
    };
    policy::outline(version.text).into_iter().map(block).collect_view()
}

async fn changes(Extension(caller): Extension<Caller>) -> Response {
    let versions = caller.core.policies;
    let signed_in = caller.scope.is_some();
    let pairs = versions.windows(2).rev().map(difference).collect_view();
    let all = versions.iter().rev().map(|version| {
        let href = format!("/privacy/{}", version.id);
        view! { <li><a href=href>{version.id}</a></li> }
    });
    let all = all.collect_view();
    let first =
        (versions.len() < 2).then(|| view! { <p>"There is one version so far, so nothing has changed."</p> });
    let page = view! {
        <PublicFrame signed_in>
            <article class="prose">
                <h1>"Versions of the privacy policy"</h1>
                <ul>{all}</ul>
                {first}
                {pairs}
            </article>
        </PublicFrame>
    };
    document(Look::Open, "Versions of the privacy policy", page)
}

/// What changed from one version to the next: in plain words, then line by line.
fn difference(pair: &'static [Version]) -> impl IntoView {
    let [old, new] = pair else { return ().into_any() };
    let words = new.changes.iter().map(|change| view! { <li>{*change}</li> }).collect_view();
    let lines = policy::changes(old.text, new.text).into_iter().filter_map(|change| match change {
        Change::Same(_) => None,
        Change::Added(line) => Some(view! { <li><ins>"Added: " {line}</ins></li> }.into_any()),
        Change::Removed(line) => Some(view! { <li><del>"Removed: " {line}</del></li> }.into_any()),
    });
    let lines = lines.collect_view();
    let must = new.material.then(|| view! { <p>"Every member accepts this version before going on."</p> });
    view! {
        <section>
            <h2>{format!("From {} to {}", old.id, new.id)}</h2>
            <ul>{words}</ul>
            {must}
            <details class="disclosure"><summary>"Line by line"</summary><ul>{lines}</ul></details>
        </section>
    }
    .into_any()
}

async fn ask(Extension(caller): Extension<Caller>) -> Response {
    let Some(scope) = caller.scope else { return Redirect::to("/sign-in?next=/app/today").into_response() };
    match privacy::to_accept(&caller.core, &scope).await {
        Ok(None) => Redirect::to(local_path(None)).into_response(),
        Ok(Some(version)) => {
            document(Look::Personal, "The policy has changed", view! { <Question version /> })
        }
        Err(error) => failed(error),
    }
}

#[derive(Deserialize)]
struct Accepted {
    version: String,
    accepted: Option<String>,
}

async fn accept(Extension(caller): Extension<Caller>, Form(form): Form<Accepted>) -> Response {
    let Some(scope) = caller.scope else { return failed(Error::Unauthenticated) };
    if form.accepted.as_deref() != Some("yes") {
        return Redirect::to("/privacy/accept").into_response();
    }
    let outcome = privacy::accept(&caller.core, &scope, &form.version).await;
    outcome.map_or_else(failed, |()| Redirect::to(local_path(None)).into_response())
}

#[component]
fn Question(version: &'static Version) -> impl IntoView {
    let words = version.changes.iter().map(|change| view! { <li>{*change}</li> }).collect_view();
    let text = format!("/privacy/{}", version.id);
    view! {
        <PublicFrame signed_in=true>
            <article class="prose">
                <h1>"The privacy policy has changed"</h1>
                <p>"Read what is different. You go on once you have accepted it; continued use alone counts for nothing."</p>
                <ul>{words}</ul>
                <p><a href=text>"The whole text"</a> " · " <a href="/privacy/changes">"Line by line"</a></p>
                <form method="post" action="/privacy/accept" class="stack">
                    <input type="hidden" name="version" value=version.id />
                    <label class="checkbox">
                        <input type="checkbox" name="accepted" value="yes" required />
                        <span>{format!("I accept the privacy policy of {}", version.id)}</span>
                    </label>
                    <div class="form-actions"><button class="button primary">"Accept and go on"</button></div>
                </form>
                <h2>"If you do not accept"</h2>
                <p>"You can take your data with you and close your account; nothing else works until you decide."</p>
                <p class="actions">
                    <a class="button" href="/app/privacy/exports">"Take my data with me"</a>
                    <a class="button quiet" href="/app/privacy/closing">"Close my account"</a>
                </p>
            </article>
        </PublicFrame>
    }
}
