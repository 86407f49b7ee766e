//! `/me/{token}/data`: everything that is held about a lead, made from the data map (P-59).

use super::{
    frame::page,
    visit::{failed, required},
};
use crate::wire::Caller;
use axum::{Extension, extract::Path, http::HeaderMap, response::Response};
use leptos::prelude::*;
use realtoros_server::privacy::own::{self, Held, Item, Section};

/// Everything, after a code.
pub async fn show(
    Extension(caller): Extension<Caller>,
    Path(token): Path<String>,
    headers: HeaderMap,
) -> Response {
    let who = match required(&caller, &token, &headers, "data").await {
        Ok(who) => who,
        Err(response) => return *response,
    };
    match own::access(&caller.core, &who).await {
        Ok(held) => page(&token, "Everything about you", view! { <All held token=token.clone() /> }),
        Err(error) => failed(error),
    }
}

#[component]
fn All(held: Held, token: String) -> impl IntoView {
    let Held { origin, sections, recipients } = held;
    let count: usize = sections.iter().map(|section| section.items.len()).sum();
    let sections = sections.into_iter().map(|section| view! { <Kind section /> }).collect_view();
    let nobody = recipients.is_empty();
    let recipients =
        recipients.into_iter().map(|(name, gets)| view! { <dt>{name}</dt><dd>{gets}</dd> }).collect_view();
    view! {
        <p>{origin}" In all, "<strong>{count}</strong>" entries are held. They are stored encrypted."</p>
        <p class="row">
            <a class="button" href=format!("/me/{token}/correct")>"Correct something"</a>
            <a class="button quiet" href=format!("/me/{token}/copy")>"Get a copy"</a>
        </p>
        {sections}
        <h2>"Who else gets any of it"</h2>
        {if nobody {
            view! { <p>"Nobody. No outside service is set up; messages stay on this server."</p> }.into_any()
        } else {
            view! { <dl class="dl small">{recipients}</dl> }.into_any()
        }}
        <p class="muted small">"Passwords, hashes and counters by which the software finds its way are left out: they say nothing about you. "<a href="/privacy/data-map">"The whole data map"</a></p>
    }
}

#[component]
fn Kind(section: Section) -> impl IntoView {
    let Section { category, title, reasons, retention, items } = section;
    let n = items.len();
    let items = items.into_iter().map(|item| view! { <Entry item /> }).collect_view();
    view! {
        <details class="disclosure">
            <summary>{title}" "<span class="chip">{n}</span></summary>
            <div class="stack">
                <p class="small muted">{category}". "{reasons.join(". ")}". "{retention}</p>
                {items}
            </div>
        </details>
    }
}

#[component]
fn Entry(item: Item) -> impl IntoView {
    let lines =
        item.into_iter().map(|(name, value)| view! { <dt>{name}</dt><dd>{value}</dd> }).collect_view();
    view! { <dl class="dl small card">{lines}</dl> }
}
