//! `/dev/outbox`: mail, texts and calls that were captured because no provider is set up. Dev profile, this machine only.

use super::{Look, document};
use crate::{format, wire::Caller};
use axum::{
    Extension, Json, Router,
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::get,
};
use leptos::prelude::*;
use realtoros_server::outbound::{Captured, captured};
use std::net::IpAddr;

/// `GET /dev/outbox` and `GET /dev/outbox.json`.
pub fn routes() -> Router {
    Router::new().route("/dev/outbox", get(page)).route("/dev/outbox.json", get(list))
}

async fn page(Extension(caller): Extension<Caller>) -> Response {
    match messages(&caller).await {
        Ok(messages) => document(Look::Personal, "Outbox", view! { <Outbox messages /> }),
        Err(status) => status.into_response(),
    }
}

async fn list(Extension(caller): Extension<Caller>) -> Response {
    messages(&caller).await.map(Json).into_response()
}

async fn messages(caller: &Caller) -> Result<Vec<Captured>, StatusCode> {
    let is_here = caller.ip.parse::<IpAddr>().is_ok_and(|ip| ip.to_canonical().is_loopback());
    if !is_here {
        return Err(StatusCode::NOT_FOUND);
    }
    captured(&caller.core).await.map_err(|_| StatusCode::NOT_FOUND)
}

#[component]
fn Outbox(messages: Vec<Captured>) -> impl IntoView {
    let nothing = messages.is_empty();
    let entries = messages.into_iter().rev().map(|message| view! { <Entry message /> }).collect_view();
    view! {
        <main class="prose">
            <h1>"Outbox"</h1>
            <p class="muted">"No provider is set up, so mail, texts and calls are kept here. Nothing has left this machine."</p>
            {nothing.then(|| view! { <p>"Nothing was sent yet."</p> })}
            {entries}
        </main>
    }
}

#[component]
fn Entry(message: Captured) -> impl IntoView {
    let headers: Vec<_> = message.headers.iter().map(|(name, value)| format!("{name}: {value}")).collect();
    let headers = headers.join("\n");
    view! {
        <article class="card" id=message.id.to_string()>
            <p class="muted small">
                <span class="chip">{message.channel}</span>
                " to " {message.to} " "
                <time datetime=format::machine(message.at)>{format::machine(message.at)}</time>
            </p>
            {message.subject.map(|subject| view! { <h2>{subject}</h2> })}
            <pre>{linked(message.text)}</pre>
            {(!headers.is_empty()).then(|| view! { <details><summary>"Headers"</summary><pre>{headers}</pre></details> })}
            {message.html.map(|html| view! { <details><summary>"HTML"</summary><pre>{html}</pre></details> })}
        </article>
    }
}

/// The text with its addresses as links, as a mail program shows it.
fn linked(text: String) -> impl IntoView {
    text.split_inclusive(char::is_whitespace)
        .map(|word| {
            let (url, space) = word.split_at(word.trim_end().len());
            if !url.starts_with("http://") && !url.starts_with("https://") {
                return word.to_owned().into_any();
            }
            view! { <a href=url.to_owned() rel="noreferrer">{url.to_owned()}</a> {space.to_owned()} }
                .into_any()
        })
        .collect_view()
}
