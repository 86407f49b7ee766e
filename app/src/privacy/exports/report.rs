//! `/app/leads/{id}/report`: everything about one person, to be read and printed (P-59). No script is needed.

use crate::{
    format::minute,
    public::{Look, document},
    wire::{Caller, shown},
};
use axum::{
    Extension, Router,
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::get,
};
use leptos::prelude::*;
use realtoros_domain::ids::LeadId;
use realtoros_server::{
    Error,
    exports::{self, Report, Section},
};

/// The page.
pub fn routes() -> Router {
    Router::new().route("/app/leads/{id}/report", get(show))
}

async fn show(Extension(caller): Extension<Caller>, Path(id): Path<String>) -> Response {
    let found = match (caller.scope, id.parse::<LeadId>()) {
        (Some(scope), Ok(lead)) => exports::report(&caller.core, &scope, lead).await,
        _ => Err(Error::NotFound),
    };
    match found {
        Ok(report) => {
            let title = format!("Report on {}", report.name);
            document(Look::Personal, &title, view! { <Page report id /> })
        }
        Err(Error::NotFound) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => shown(error).0.into_response(),
    }
}

#[component]
fn Page(report: Report, id: String) -> impl IntoView {
    let Report { name, made_at, sections, recipients } = report;
    let recipients = recipients
        .into_iter()
        .map(|[who, what, how_long]| view! { <tr><th scope="row">{who}</th><td>{what}</td><td>{how_long}</td></tr> })
        .collect_view();
    view! {
        <main id="main" class="prose">
            <p class="small"><a href=format!("/app/leads/{id}")>"Back to the lead"</a></p>
            <h1>{format!("Everything about {name}")}</h1>
            <p class="muted">
                {format!("Made on {}. ", minute(made_at))}
                "What is stored, why, for how long, who got it and who looked at it. An export has the same as files."
            </p>
            {sections.into_iter().map(|section| view! { <Part section /> }).collect_view()}
            <section aria-labelledby="recipients">
                <h2 id="recipients">"Who got data"</h2>
                <table class="table">
                    <thead><tr><th>"Who"</th><th>"What"</th><th>"Kept there"</th></tr></thead>
                    <tbody>{recipients}</tbody>
                </table>
            </section>
        </main>
    }
}

#[component]
fn Part(section: Section) -> impl IntoView {
    let Section { title, reasons, retention, records } = section;
    let count = crate::format::count(u64::try_from(records.len()).unwrap_or_default(), "record");
    let records = records
        .into_iter()
        .map(|fields| {
            let fields = fields
                .into_iter()
                .map(|(name, value)| view! { <dt>{name}</dt><dd>{value}</dd> })
                .collect_view();
            view! { <dl class="dl">{fields}</dl> }
        })
        .collect_view();
    view! {
        <section>
            <h2>{title}" "<span class="muted small">{count}</span></h2>
            <p class="small muted">{reasons.join(". ")}". "{retention}</p>
            {records}
        </section>
    }
}
