//! `/me/{token}/seen`: who has seen a lead's data, by day (P-59).

use super::{frame::page, visit::failed};
use crate::wire::Caller;
use axum::{Extension, extract::Path, response::Response};
use leptos::prelude::*;
use realtoros_server::privacy::own::{self, Seen};

/// People, programs and AI, newest day first.
pub async fn show(Extension(caller): Extension<Caller>, Path(token): Path<String>) -> Response {
    match own::who_has_seen(&caller.core, &token).await {
        Ok(seen) => page(&token, "Who has seen my data", view! { <All seen /> }),
        Err(error) => failed(error),
    }
}

#[component]
fn All(seen: Vec<Seen>) -> impl IntoView {
    if seen.is_empty() {
        return view! { <p>"Nobody has opened your data yet."</p> }.into_any();
    }
    let rows = seen.into_iter().map(|seen| view! { <Row seen /> }).collect_view();
    view! {
        <p>"Every look at your data is written into a record that cannot be changed without a trace. This is what it says about you."</p>
        <table class="table">
            <caption class="visually-hidden">"Who did what with your data, newest day first"</caption>
            <thead><tr><th>"Day"</th><th>"Who"</th><th>"Kind"</th><th>"What"</th></tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

#[component]
fn Row(seen: Seen) -> impl IntoView {
    let Seen { day, who, kind, what, times } = seen;
    let times = (times > 1).then(|| format!(" ({times} times)"));
    let tone = if kind == "AI" { "chip info" } else { "chip" };
    view! {
        <tr>
            <td data-label="Day"><time datetime=day.to_string()>{day.format("%b %-d, %Y").to_string()}</time></td>
            <th scope="row">{who}</th>
            <td data-label="Kind"><span class=tone>{kind}</span></td>
            <td data-label="What">{what}{times}</td>
        </tr>
    }
}
