//! The inbox: the list beside the open conversation.

use super::{api::list_threads, list::ThreadList, thread::Thread};
use crate::{
    live::Live,
    ui::{Empty, PageHead, Waiting, loaded},
};
use leptos::prelude::*;
use leptos_router::{components::A, hooks::use_params_map};
use realtoros_domain::ids::LeadId;

/// `/app/inbox` and `/app/inbox/{lead}`.
#[component]
pub fn InboxPage() -> impl IntoView {
    let live = Live::get();
    let params = use_params_map();
    let open = Signal::derive(move || params.read().get("lead").and_then(|id| id.parse::<LeadId>().ok()));
    let threads = Resource::new(move || (live.messages.get(), live.leads.get()), |_| list_threads());
    let list = move || {
        threads.get().map(|found| {
            loaded(found, |threads| {
                if threads.is_empty() && open.get().is_none() {
                    return view! { <Nothing /> }.into_any();
                }
                view! { <ThreadList threads open /> }.into_any()
            })
        })
    };
    let pane = move || match open.get() {
        Some(lead) => view! {
            <section class="pane" aria-label="Conversation">
                <p><A href="/app/inbox">"All conversations"</A></p>
                <Thread lead />
            </section>
        }
        .into_any(),
        None => {
            view! { <section class="pane"><p class="muted">"Choose a conversation."</p></section> }.into_any()
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
