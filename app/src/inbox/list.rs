//! The list of conversations.

use super::view::InboxView;
use crate::format;
use leptos::prelude::*;
use leptos_router::components::A;
use realtoros_domain::ids::LeadId;

/// The address of an inbox page, with a conversation or without, that stays at the place `after` of the list.
pub fn inbox_path(lead: Option<LeadId>, after: &str) -> String {
    let lead = lead.map(|lead| format!("/{lead}")).unwrap_or_default();
    let place = if after.is_empty() { String::new() } else { format!("?after={after}") };
    format!("/app/inbox{lead}{place}")
}

/// A page of the threads; the open one is marked.
#[component]
pub fn ThreadList(found: InboxView, after: String, open: Signal<Option<LeadId>>) -> impl IntoView {
    let newest = (!after.is_empty()).then(|| {
        view! { <A href=move || inbox_path(open.get(), "")>"Newest conversations"</A> }
    });
    let older = found.older.map(|place| {
        view! { <A href=move || inbox_path(open.get(), &place) attr:rel="next">"Older conversations"</A> }
    });
    let lines = found
        .threads
        .into_iter()
        .map(|thread| {
            let lead = thread.lead;
            let here = move || (open.get() == Some(lead)).then_some("true");
            view! {
                <li class:unread={thread.unread > 0}>
                    <A href=inbox_path(Some(lead), &after) attr:aria-current=here>
                        <span class="avatar" aria-hidden="true">{format::initials(&thread.name)}</span>
                        <span class="name">{thread.name}</span>
                        <time datetime=format::machine(thread.at)>{thread.when}</time>
                        <span class="excerpt">{thread.excerpt}</span>
                        {thread.has_draft.then(|| view! { <span class="chip">"Draft"</span> })}
                        {thread.on_hold.then(|| view! { <span class="chip warn">"Needs your look"</span> })}
                        {(thread.unread > 0).then(|| view! {
                            <span class="badge">{thread.unread}<span class="visually-hidden">" unread"</span></span>
                        })}
                    </A>
                </li>
            }
        })
        .collect_view();
    let more = (newest.is_some() || older.is_some())
        .then(|| view! { <nav class="more" aria-label="Pages">{newest} {older}</nav> });
    view! { <div class="conversation-list"><ul>{lines}</ul>{more}</div> }
}
