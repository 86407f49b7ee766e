//! Who processes data for us, and whether they really do (P-28, P-38).

use super::{Look, PublicFrame, document};
use crate::wire::Caller;
use axum::{Extension, Router, response::Response, routing::get};
use leptos::prelude::*;
use realtoros_server::privacy::{Status, SubProcessorState, sub_processors};

/// `GET /subprocessors`.
pub fn routes() -> Router {
    Router::new().route("/subprocessors", get(page))
}

async fn page(Extension(caller): Extension<Caller>) -> Response {
    let signed_in = caller.scope.is_some();
    let listed = sub_processors(&caller.core.settings, None);
    document(Look::Open, "Sub-processors", view! { <SubProcessors signed_in listed /> })
}

#[component]
fn SubProcessors(signed_in: bool, listed: Vec<SubProcessorState>) -> impl IntoView {
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
        </PublicFrame>
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
    view! {
        <article class="card">
            <h2>{who.name}</h2>
            <p><span class=tone>{word}</span></p>
            <dl class="dl">
                <dt>"Does"</dt>
                <dd>{who.role}</dd>
                {(!hosts.is_empty()).then(|| view! { <dt>"Host"</dt><dd>{hosts.join(", ")}</dd> })}
                <dt>"Categories"</dt>
                <dd>{categories.join(", ")}</dd>
                <dt>"Gets"</dt>
                <dd>{who.sent}</dd>
                <dt>"Where"</dt>
                <dd>{who.region}</dd>
                <dt>"Keeps it"</dt>
                <dd>{who.retention}</dd>
                <dt>"Listed since"</dt>
                <dd><time datetime=who.since>{who.since}</time></dd>
            </dl>
        </article>
    }
}
