//! The list of conversations.

use super::view::ThreadView;
use crate::format;
use leptos::prelude::*;
use leptos_router::components::A;
use realtoros_domain::ids::LeadId;

/// The threads, newest first; the open one is marked.
#[component]
pub fn ThreadList(threads: Vec<ThreadView>, open: Signal<Option<LeadId>>) -> impl IntoView {
    let lines = threads
        .into_iter()
        .map(|thread| {
            let lead = thread.lead;
            let here = move || (open.get() == Some(lead)).then_some("true");
            view! {
                <li class:unread={thread.unread > 0}>
                    <A href=format!("/app/inbox/{lead}") attr:aria-current=here>
                        <span class="avatar" aria-hidden="true">{format::initials(&thread.name)}</span>
                        <span class="name">{thread.name}</span>
                        <time datetime=format::machine(thread.at)>{thread.when}</time>
                        <span class="excerpt">{thread.excerpt}</span>
                        {thread.on_hold.then(|| view! { <span class="chip warn">"Needs your look"</span> })}
                        {(thread.unread > 0).then(|| view! {
                            <span class="badge">{thread.unread}<span class="visually-hidden">" unread"</span></span>
                        })}
                    </A>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="conversation-list">{lines}</ul> }
}
