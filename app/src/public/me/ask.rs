//! `/me/{token}/erase` and `/me/{token}/copy`: asking the realtor, with a date by which there is an answer.

use super::{
    frame::page,
    visit::{failed, field, required},
};
use crate::wire::Caller;
use axum::{Extension, Form, extract::Path, http::HeaderMap, response::Response};
use leptos::prelude::*;
use realtoros_domain::rights::Kind;
use realtoros_server::privacy::own::{self, Asked};

/// What erasure means, before it is asked for.
pub async fn show_erase(caller: Extension<Caller>, token: Path<String>, headers: HeaderMap) -> Response {
    show(caller, token, headers, &ERASE).await
}

/// Asks for erasure.
pub async fn erase(
    caller: Extension<Caller>,
    token: Path<String>,
    headers: HeaderMap,
    fields: Form<Vec<(String, String)>>,
) -> Response {
    act(caller, token, headers, fields, &ERASE).await
}

/// What a copy holds, before it is asked for.
pub async fn show_copy(caller: Extension<Caller>, token: Path<String>, headers: HeaderMap) -> Response {
    show(caller, token, headers, &COPY).await
}

/// Asks for a copy.
pub async fn copy(
    caller: Extension<Caller>,
    token: Path<String>,
    headers: HeaderMap,
    fields: Form<Vec<(String, String)>>,
) -> Response {
    act(caller, token, headers, fields, &COPY).await
}

/// One thing that can be asked, and its words.
struct Asking {
    kind: Kind,
    path: &'static str,
    title: &'static str,
    lines: &'static [&'static str],
    button: &'static str,
    style: &'static str,
}

const ERASE: Asking = Asking {
    kind: Kind::Erasure,
    path: "erase",
    title: "Erase my data",
    lines: &[
        "The realtor decides about your data, so the request goes to them; RealtorOS counts the days and reminds them.",
        "When it is done, the key of your data is destroyed: name, messages, notes and everything made from them cannot \
         be read any more, by anybody. Your links stop working.",
        "What stays is one scrambled mark for each address that asked for no more messages, without your name, so that \
         your wish to be left alone is kept even if somebody brings your address again.",
        "It cannot be undone.",
    ],
    button: "Ask for erasure",
    style: "button danger",
};

const COPY: Asking = Asking {
    kind: Kind::Export,
    path: "copy",
    title: "Get a copy of my data",
    lines: &[
        "You get one file with everything: your data, messages, consents, what AI made of it, and who received any of \
         it, in forms that other programs read.",
        "You are told when it is ready.",
    ],
    button: "Ask for a copy",
    style: "button primary",
};

async fn show(
    Extension(caller): Extension<Caller>,
    Path(token): Path<String>,
    headers: HeaderMap,
    asking: &'static Asking,
) -> Response {
    if let Err(response) = required(&caller, &token, &headers, asking.path).await {
        return *response;
    }
    match waiting(&caller, &token, asking.kind).await {
        Ok(Some(asked)) => page(&token, asking.title, view! { <Waits asked /> }),
        Ok(None) => page(&token, asking.title, view! { <Question asking /> }),
        Err(error) => failed(error),
    }
}

async fn act(
    Extension(caller): Extension<Caller>,
    Path(token): Path<String>,
    headers: HeaderMap,
    Form(fields): Form<Vec<(String, String)>>,
    asking: &'static Asking,
) -> Response {
    let who = match required(&caller, &token, &headers, asking.path).await {
        Ok(who) => who,
        Err(response) => return *response,
    };
    let words: String = field(&fields, "words").chars().take(2_000).collect();
    let asked = async {
        own::ask(&caller.core, &who, asking.kind, &words).await?;
        waiting(&caller, &token, asking.kind).await
    };
    match asked.await {
        Ok(Some(asked)) => page(&token, asking.title, view! { <Waits asked /> }),
        Ok(None) => page(&token, asking.title, view! { <p>"Your request has been answered already."</p> }),
        Err(error) => failed(error),
    }
}

async fn waiting(caller: &Caller, token: &str, kind: Kind) -> realtoros_server::Result<Option<Asked>> {
    let standing = own::standing(&caller.core, token).await?;
    Ok(standing.requests.into_iter().find(|asked| asked.kind == kind && asked.state.is_open()))
}

#[component]
fn Question(asking: &'static Asking) -> impl IntoView {
    let lines = asking.lines.iter().map(|line| view! { <li>{*line}</li> }).collect_view();
    view! {
        <ul>{lines}</ul>
        <form method="post" class="stack">
            <div class="field">
                <label for="words">"Anything that you want to add "<span class="optional">"(optional)"</span></label>
                <textarea id="words" name="words" rows="3" maxlength="2000"></textarea>
            </div>
            <div class="form-actions"><button class=asking.style>{asking.button}</button></div>
        </form>
    }
}

#[component]
fn Waits(asked: Asked) -> impl IntoView {
    let due = asked.due_on.format("%B %-d, %Y").to_string();
    let since = asked.received_on.format("%B %-d, %Y").to_string();
    view! {
        <p class="flash ok" role="status"><strong>"Your request is in."</strong>" You asked on "{since}"."</p>
        <p>"You get an answer by "<strong>{due}</strong>" at the latest. That date stands in the realtor's register and they are reminded of it."</p>
    }
}
