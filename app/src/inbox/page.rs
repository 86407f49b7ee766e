//! The inbox: the list beside the open conversation.

use super::{
    api::list_threads,
    list::{ThreadList, inbox_path},
    thread::Thread,
};
use crate::{
    live::Live,
    ui::{Empty, PageHead, Waiting, loaded},
};
use leptos::prelude::*;
use leptos_router::{
    components::A,
    hooks::{use_params_map, use_query_map},
};
use realtoros_domain::ids::LeadId;

/// `/app/inbox` and `/app/inbox/{lead}`.
#[component]
pub fn InboxPage() -> impl IntoView {
    let live = Live::get();
    let (params, query) = (use_params_map(), use_query_map());
    let open = Signal::derive(move || params.read().get("lead").and_then(|id| id.parse::<LeadId>().ok()));
    let after = Memo::new(move |_| query.read().get("after").unwrap_or_default());
    let threads = Resource::new(
        move || (after.get(), live.messages.get(), live.leads.get()),
        |(after, ..)| list_threads(after),
    );
    let list = move || {
        threads.get().map(|found| {
            loaded(found, |found| {
                let after = after.get_untracked();
                if found.threads.is_empty() && after.is_empty() && open.get().is_none() {
                    return view! { <Nothing /> }.into_any();
                }
                view! { <ThreadList found after open /> }.into_any()
            })
        })
    };
    let pane = move || {
        match open.get() {
        Some(lead) => view! {
            <section class="pane" aria-label="Conversation">
                <div>
                    <p class="back"><A href=move || inbox_path(None, &after.read())>"All conversations"</A></p>
                    <Thread lead titled=true />
                </div>
            </section>
        }
        .into_any(),
        None => {
            view! { <section class="pane"><div><p class="muted">"Choose a conversation."</p></div></section> }
                .into_any()
        }
    }
    };
    view! {
        <PageHead title="Inbox".to_owned() lede="What people wrote, on every channel." />
        <div class="inbox" class:open=move || open.get().is_some()>
            <Transition fallback=|| view! { <Waiting what="Loading your conversations" /> }>{list}</Transition>
            {pane}
        </div>
    }
}

#[component]
fn Nothing() -> impl IntoView {
    view! {
        <Empty picture="empty-inbox.svg" title="No messages yet" text="When a lead texts you, the conversation opens here.">
            <a class="button" href="/app/leads">"Write to a lead"</a>
        </Empty>
    }
}
