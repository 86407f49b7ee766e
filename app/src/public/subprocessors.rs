//! Who processes data for us, and whether they really do (P-28, P-38).

use super::{Look, PublicFrame, document};
use crate::{format, wire::Caller};
use axum::{Extension, Router, response::Response, routing::get};
use chrono::NaiveDate;
use leptos::prelude::*;
use realtoros_server::privacy::{
    Status, SubProcessorState, TASKS,
    processors::{self, Notice},
    sub_processors,
};

/// `GET /subprocessors`.
pub fn routes() -> Router {
    Router::new().route("/subprocessors", get(page))
}

async fn page(Extension(caller): Extension<Caller>) -> Response {
    let signed_in = caller.scope.is_some();
    let listed = sub_processors(&caller.core.settings, None);
    let history = processors::history(caller.core.db.read()).await.unwrap_or_else(|error| {
        tracing::error!(%error, "the history of sub-processors cannot be read");
        Vec::new()
    });
    document(Look::Open, "Sub-processors", view! { <SubProcessors signed_in listed history /> })
}

#[component]
fn SubProcessors(signed_in: bool, listed: Vec<SubProcessorState>, history: Vec<Notice>) -> impl IntoView {
    let history = history.into_iter().rev().map(line).collect_view();
    let listed = listed.into_iter().map(card).collect_view();
    view! {
        <PublicFrame signed_in>
            <header class="page-head">
                <div>
                    <h1>"Sub-processors"</h1>
                    <p class="lede">
                        "The companies and servers that may process data for us. What is not set up on this installation \
                         gets nothing. Nothing is sold, and there is no advertising and no analytics."
                    </p>
                </div>
            </header>
            <div class="card-grid">{listed}</div>
            <section aria-labelledby="history">
                <h2 id="history">"Announced, added, removed"</h2>
                <p>"A new one is announced to every account, and nothing reaches it before thirty days have passed. Whoever signs up later finds it on this page."</p>
                <table class="table">
                    <caption class="visually-hidden">"History of sub-processors"</caption>
                    <thead><tr><th>"Who"</th><th>"Announced"</th><th>"May be used from"</th><th>"Removed"</th></tr></thead>
                    <tbody>{history}</tbody>
                </table>
            </section>
        </PublicFrame>
    }
}

/// One announcement.
fn line(notice: Notice) -> impl IntoView {
    let hosts: Vec<&str> = notice.hosts.iter().map(String::as_str).collect();
    let who = format!("{} ({})", notice.who().name, hosts.join(", "));
    let removed = notice.removed_at.map_or_else(|| "–".to_owned(), format::day);
    view! {
        <tr>
            <th scope="row">{who}</th>
            <td data-label="Announced">{format::day(notice.announced_at)}</td>
            <td data-label="May be used from">{format::day(notice.effective_at)}</td>
            <td data-label="Removed">{removed}</td>
        </tr>
    }
}

fn card(state: SubProcessorState) -> impl IntoView {
    let SubProcessorState { who, status, hosts } = state;
    let (tone, word) = match status {
        Status::InUse => ("chip ok", "In use"),
        Status::WhenConnected => ("chip info", "Used where a realtor connects it"),
        Status::NotInUse => ("chip", "Not in use"),
    };
    let categories: Vec<String> =
        who.categories.iter().map(|category| format!("{} {}", category.number(), category.title())).collect();
    let tasks = TASKS.iter().filter(|task| task.processor == who.processor).map(|task| {
        view! { <li>{task.about} ": " <span class="muted">{task.fields.join(", ")}</span></li> }
    });
    let tasks = tasks.collect_view();
    view! {
        <article class="card">
            <h2>{who.name}</h2>
            <p><span class=tone>{word}</span></p>
            <dl class="dl">
                <dt>"Does"</dt>
                <dd>{who.role}</dd>
                {(!hosts.is_empty()).then(|| view! { <dt>"Host"</dt><dd>{hosts.join(", ")}</dd> })}
                {(!categories.is_empty()).then(|| view! { <dt>"Categories"</dt><dd>{categories.join(", ")}</dd> })}
                <dt>"Gets"</dt>
                <dd>{who.sent}</dd>
                <dt>"Where"</dt>
                <dd>{who.region}</dd>
                <dt>"Keeps it"</dt>
                <dd>{who.retention}</dd>
                <dt>"Listed since"</dt>
                <dd><time datetime=who.since>{long(who.since)}</time></dd>
            </dl>
            <details class="disclosure"><summary>"Field by field"</summary><ul>{tasks}</ul></details>
        </article>
    }
}

/// `2026-04-01` as `April 1, 2026`.
fn long(day: &str) -> String {
    day.parse::<NaiveDate>().map_or_else(|_| day.to_owned(), |day| day.format("%B %-d, %Y").to_string())
}

#[cfg(test)]
mod tests {
    use super::long;

    #[test]
    fn days_are_written_out() {
        assert_eq!(long("2026-04-01"), "April 1, 2026");
        assert_eq!(long("soon"), "soon");
    }
}
