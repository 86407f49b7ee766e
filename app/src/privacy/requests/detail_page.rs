//! `/app/privacy/requests/:id`

use super::{
    super::tabs::Tabs,
    act_forms::Acts,
    api::{Act, request},
    view::{DetailView, LineView},
};
use crate::{
    format,
    live::Live,
    ui::{PageHead, Waiting, loaded, successes},
};
use leptos::prelude::*;
use leptos_router::{components::A, hooks::use_params_map};
use realtoros_domain::ids::RequestId;
use uuid::Uuid;

/// One request: its clock, its evidence, and what can be done.
#[component]
pub fn RequestPage() -> impl IntoView {
    let params = use_params_map();
    let live = Live::get();
    let action = ServerAction::<Act>::new();
    // An address that is no id is asked for like an id that does not exist, and answered like one.
    let id = Memo::new(move |_| {
        params.read().get("id").and_then(|id| id.parse().ok()).unwrap_or(RequestId(Uuid::nil()))
    });
    let acted = successes(action);
    let changes = move || (id.get(), acted.get(), live.leads.get(), live.jobs.get());
    let found = Resource::new(changes, |(id, ..)| request(id));
    let body = move || found.get().map(|found| loaded(found, |detail| view! { <Opened detail action /> }));
    view! {
        <PageHead title="Request".to_owned() lede="What was asked, by when it is due, and everything that was done.">
            <A href="/app/privacy/requests" attr:class="button quiet">"All requests"</A>
        </PageHead>
        <Tabs />
        <Transition fallback=|| view! { <Waiting what="Opening the request" /> }>{body}</Transition>
    }
    .into_any()
}

#[component]
fn Opened(detail: DetailView, action: ServerAction<Act>) -> impl IntoView {
    let DetailView { request, lead, dates, law, destinations, lines, can } = detail;
    let id = request.id;
    let who = match lead {
        Some(lead) => view! { <A href=format!("/app/leads/{lead}")>{request.who}</A> }.into_any(),
        None => request.who.into_any(),
    };
    let dates = dates.into_iter().map(|(name, day)| view! { <dt>{name}</dt><dd>{day}</dd> }).collect_view();
    let lines = lines.into_iter().map(|line| view! { <Line line /> }).collect_view();
    view! {
        <div class="split">
            <div class="stack">
                <section class="card" aria-labelledby="asked">
                    <h2 id="asked">{request.kind}</h2>
                    <dl class="dl">
                        <dt>"Who"</dt><dd>{who}</dd>
                        <dt>"State"</dt><dd><span class=format!("chip {}", request.tone)>{request.state}</span></dd>
                        <dt>"Who it is"</dt><dd>{request.identity}</dd>
                        <dt>"Came in"</dt><dd>{request.received}", "{request.via}</dd>
                    </dl>
                </section>
                <section class="card" aria-labelledby="evidence">
                    <h2 id="evidence">"What was done"</h2>
                    <ol class="today" role="list">{lines}</ol>
                </section>
            </div>
            <aside class="stack" aria-label="Clock and actions">
                <section class="card" aria-labelledby="clock">
                    <h2 id="clock">"Clock"</h2>
                    <p><span class=format!("chip {}", request.due_tone)>{request.due}</span></p>
                    <dl class="dl small">
                        <dt>"Law"</dt><dd>{law}</dd>
                        {dates}
                    </dl>
                    <p class="small muted">"Asking who it is does not stop the clock."</p>
                </section>
                <Acts id can destinations action open=request.open />
            </aside>
        </div>
    }
}

#[component]
fn Line(line: LineView) -> impl IntoView {
    let LineView { what, who, at, when, words, contact } = line;
    view! {
        <li>
            <time datetime=format::machine(at)>{when}</time>
            <div>
                <h3>{what}</h3>
                <p class="small muted">{who}</p>
                {(!words.is_empty()).then(|| view! { <p>{words}</p> })}
                {contact.map(|contact| view! { <p class="small">"From: "{contact}</p> })}
            </div>
        </li>
    }
}
