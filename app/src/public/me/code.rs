//! `/me/{token}/code`: a code to an address on file, and the way on once it is right.

use super::{
    frame::{Happened, Problem, page, page_to_put_right},
    visit::{failed, field, next_page, remember, sentence},
};
use crate::wire::Caller;
use axum::{
    Extension, Form,
    extract::{Path, Query},
    response::Response,
};
use leptos::prelude::*;
use realtoros_domain::Channel;
use realtoros_server::privacy::{identity::Destination, own};
use std::collections::HashMap;

/// Where a code can go.
pub async fn show(
    Extension(caller): Extension<Caller>,
    Path(token): Path<String>,
    Query(query): Query<HashMap<String, String>>,
) -> Response {
    let next = next_page(query.get("next").map_or("", String::as_str));
    match own::ask_code(&caller.core, &token, None, &caller.ip).await {
        Ok(to) => page(&token, TITLE, view! { <Where to next /> }),
        Err(error) => failed(error),
    }
}

const TITLE: &str = "Show that it is you";

/// Sends a code, or takes one.
pub async fn act(
    Extension(caller): Extension<Caller>,
    Path(token): Path<String>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Response {
    let next = next_page(&field(&fields, "next"));
    if field(&fields, "act") == "enter" {
        return enter(&caller, &token, &field(&fields, "code"), next).await;
    }
    let to = field(&fields, "to").parse().unwrap_or(usize::MAX);
    match own::ask_code(&caller.core, &token, Some(to), &caller.ip).await {
        Ok(to) => {
            let sent = Some("If this address is yours, the code arrives within a minute or two.".to_owned());
            page(&token, TITLE, view! { <Happened text=sent /><Enter next /><hr /><Where to next /> })
        }
        Err(error) => again(&caller, &token, next, error, false).await,
    }
}

async fn enter(caller: &Caller, token: &str, code: &str, next: &'static str) -> Response {
    match own::enter_code(&caller.core, token, code, &caller.ip).await {
        Ok(proof) => remember(caller, token, &proof, next),
        Err(error) => again(caller, token, next, error, true).await,
    }
}

/// The page once more, with what went wrong.
async fn again(
    caller: &Caller,
    token: &str,
    next: &'static str,
    error: realtoros_server::Error,
    entering: bool,
) -> Response {
    let text = match sentence(error) {
        Ok(text) => Some(text),
        Err(response) => return *response,
    };
    match own::ask_code(&caller.core, token, None, &caller.ip).await {
        Ok(to) => {
            let enter = entering.then(|| view! { <Enter next /><hr /> });
            page_to_put_right(token, TITLE, view! { <Problem text />{enter}<Where to next /> })
        }
        Err(error) => failed(error),
    }
}

#[component]
fn Where(to: Vec<Destination>, next: &'static str) -> impl IntoView {
    if to.is_empty() {
        return view! {
            <p class="flash warn" role="status">
                "No e-mail address or phone number is on file, so no code can be sent. Ask the person who sent you this link."
            </p>
        }
        .into_any();
    }
    let choices = to
        .into_iter()
        .enumerate()
        .map(|(at, to)| {
            let name =
                if to.channel == Channel::Email { "E-mail to" } else { "Text to the number ending in" };
            let first = at == 0;
            view! {
                <label class="checkbox">
                    <input type="radio" name="to" value=at.to_string() checked=first required=true />
                    <span>{name}" "<strong>{to.hint}</strong></span>
                </label>
            }
        })
        .collect_view();
    view! {
        <p>"Your link opens this page, but a link can be passed on. So that nobody else sees or changes your data, we send a code to an address that is already on file."</p>
        <form method="post" class="stack">
            <input type="hidden" name="act" value="send" />
            <input type="hidden" name="next" value=next />
            <fieldset class="fieldset">
                <legend>"Send a code to"</legend>
                {choices}
            </fieldset>
            <div class="form-actions"><button class="button">"Send me a code"</button></div>
        </form>
        <p class="muted small">"A code is good for 10 minutes and works once. If none of these is yours any more, answer the message that brought you here: a person will help."</p>
    }
    .into_any()
}

#[component]
fn Enter(next: &'static str) -> impl IntoView {
    view! {
        <form method="post" class="stack">
            <input type="hidden" name="act" value="enter" />
            <input type="hidden" name="next" value=next />
            <div class="field">
                <label for="code">"Code of six digits"</label>
                <input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="12"
                    required=true aria-describedby="code-hint" />
                <p class="hint" id="code-hint">"After the right code you have 15 minutes on this page."</p>
            </div>
            <div class="form-actions"><button class="button primary">"Go on"</button></div>
        </form>
    }
}
