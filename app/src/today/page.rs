//! The page that opens after signing in.

use super::{
    api::today,
    steps::FirstSteps,
    view::{ItemView, TodayView},
};
use crate::{
    format,
    live::Live,
    ui::{PageHead, Waiting, loaded},
};
use leptos::prelude::*;
use leptos_router::components::A;

/// What needs the realtor now.
#[component]
pub fn TodayPage() -> impl IntoView {
    let live = Live::get();
    let news = move || (live.leads.get(), live.messages.get(), live.assistant.get(), live.jobs.get());
    let found = Resource::new(news, |_| today());
    let shown = move || found.get().map(|outcome| loaded(outcome, |today| view! { <Shown today /> }));
    view! {
        <PageHead title="Today".to_owned() lede="What needs you now." />
        <Transition fallback=|| view! { <Waiting what="Looking at today" /> }>{shown}</Transition>
    }
}

#[component]
fn Shown(today: TodayView) -> impl IntoView {
    let counts = today
        .counts
        .into_iter()
        .map(|one| {
            let count = match one.href {
                Some(href) => view! { <A href=href>{one.count}</A> }.into_any(),
                None => one.count.into_any(),
            };
            view! { <div><dt>{one.name}</dt><dd>{count}</dd></div> }
        })
        .collect_view();
    let nothing = today.items.is_empty();
    let items = today.items.into_iter().map(|item| view! { <Item item /> }).collect_view();
    let steps = today.steps;
    view! {
        <dl class="kpi">{counts}</dl>
        {(!steps.is_empty()).then(|| view! { <FirstSteps steps /> })}
        <section aria-labelledby="now-title">
            <h2 id="now-title">"Now"</h2>
            {if nothing {
                view! { <p class="muted">"Nothing waits for you."</p> }.into_any()
            } else {
                view! { <ol class="today" role="list">{items}</ol> }.into_any()
            }}
            {today.has_people.then(|| view! { <p><A href="/app/inbox">"All conversations"</A></p> })}
        </section>
    }
}

#[component]
fn Item(item: ItemView) -> impl IntoView {
    // These pages are plain ones of the server's, outside of the dashboard's own navigation.
    let is_plain = ["/app/privacy/processors", "/app/privacy/transfer"].contains(&item.href.as_str());
    let rel = is_plain.then_some("external");
    let kinds = item
        .kinds
        .into_iter()
        .map(|(kind, tone)| view! { <span class=format!("chip {tone}")>{kind}</span> })
        .collect_view();
    view! {
        <li>
            <time datetime=(item.at > 0).then(|| format::machine(item.at))>{item.when}</time>
            <div>
                <h3><A href=item.href.clone() attr:rel=rel>{item.title}</A></h3>
                <p>{item.text}</p>
            </div>
            <div class="actions">{kinds}</div>
        </li>
    }
}
