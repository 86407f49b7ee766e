//! `/app/privacy/requests`

use super::{
    super::tabs::Tabs,
    api::{AskUs, LogRequest, register},
    log_form::{AskForm, LogForm},
    view::RequestView,
};
use crate::{
    live::Live,
    ui::{Empty, PageHead, Waiting, loaded, successes},
};
use leptos::prelude::*;
use leptos_router::components::A;

/// Both queues, and the forms that add to them.
#[component]
pub fn RequestsPage() -> impl IntoView {
    let live = Live::get();
    let (logging, asking) = (ServerAction::<LogRequest>::new(), ServerAction::<AskUs>::new());
    let (logged, asked) = (successes(logging), successes(asking));
    let changes = move || (logged.get(), asked.get(), live.leads.get(), live.jobs.get());
    let found = Resource::new(changes, |_| register());
    let body = move || {
        found.get().map(|found| {
            loaded(found, |view| {
                let none = view.leads.is_empty();
                view! {
                    <div class="stack loose">
                        <section class="stack" aria-labelledby="of-leads">
                            <h2 id="of-leads">"Requests of your leads"</h2>
                            <p class="muted">"You decide about their data, so you answer. The earliest date stands first."</p>
                            {if none { view! { <Nothing /> }.into_any() } else { view! { <Listed rows=view.leads name="Requests of your leads" /> }.into_any() }}
                            <LogForm action=logging today=view.today />
                        </section>
                        <section class="stack" aria-labelledby="of-users">
                            <h2 id="of-users">"Your own requests to RealtorOS"</h2>
                            <p class="muted">"About your account and what is held about you. RealtorOS answers by the same dates."</p>
                            {(!view.ours.is_empty()).then(|| view! { <Listed rows=view.ours name="Your requests" /> })}
                            <AskForm action=asking />
                        </section>
                    </div>
                }
            })
        })
    };
    view! {
        <PageHead
            title="Requests".to_owned()
            lede="Who asked about their data, and by when the law wants an answer."
        />
        <Tabs />
        <Transition fallback=|| view! { <Waiting what="Opening the register" /> }>{body}</Transition>
    }
    .into_any()
}

#[component]
fn Nothing() -> impl IntoView {
    view! {
        <Empty
            picture="empty-inbox.svg"
            title="Nobody has asked yet"
            text="Leads ask on their own page; it comes here by itself. What comes by phone, mail or letter you write down below."
        />
    }
}

#[component]
fn Listed(rows: Vec<RequestView>, name: &'static str) -> impl IntoView {
    let rows = rows.into_iter().map(|row| view! { <Row row /> }).collect_view();
    view! {
        <table class="table">
            <caption class="visually-hidden">{name}</caption>
            <thead><tr><th>"What"</th><th>"Who"</th><th>"Came in"</th><th>"State"</th><th>"Answer by"</th></tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

#[component]
fn Row(row: RequestView) -> impl IntoView {
    let confirm = row.confirm.map(|date| {
        view! { <br /><span class="small muted">"Confirm by "{date}</span> }
    });
    view! {
        <tr>
            <th scope="row"><A href=format!("/app/privacy/requests/{}", row.id)>{row.kind}</A></th>
            <td data-label="Who">{row.who}</td>
            <td data-label="Came in">{row.received}<br /><span class="small muted">{row.via}</span></td>
            <td data-label="State"><span class=format!("chip {}", row.tone)>{row.state}</span></td>
            <td data-label="Answer by">
                {if row.due_tone.is_empty() {
                    view! { <span>{row.due}</span> }.into_any()
                } else {
                    view! { <span class=format!("chip {}", row.due_tone)>{row.due}</span> }.into_any()
                }}
                {confirm}
            </td>
        </tr>
    }
}
