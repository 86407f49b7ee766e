//! One timeline of everything that was said on any channel.

use super::{api::timeline, view::EntryView};
use crate::{
    format,
    live::Live,
    ui::{Waiting, loaded},
};
use leptos::prelude::*;
use realtoros_domain::ids::LeadId;

/// The timeline of a lead, newest first. Citations lead to `#message-<id>`.
#[component]
pub fn LeadTimeline(id: LeadId) -> impl IntoView {
    let live = Live::get();
    let entries = Resource::new(move || (live.messages.get(), live.assistant.get()), move |_| timeline(id));
    let list = move || {
        entries.get().map(|outcome| {
            loaded(outcome, |entries| {
                if entries.is_empty() {
                    return view! { <p class="muted">"Nothing has been said yet."</p> }.into_any();
                }
                let mut day = String::new();
                let lines = entries
                    .into_iter()
                    .map(|entry| {
                        let new_day = (entry.day != day).then(|| entry.day.clone());
                        day.clone_from(&entry.day);
                        view! { {new_day.map(|day| view! { <li class="day">{day}</li> })} <Entry entry /> }
                    })
                    .collect_view();
                view! { <ol class="timeline">{lines}</ol> }.into_any()
            })
        })
    };
    view! {
        <section aria-labelledby="timeline-title" class="stack">
            <h2 id="timeline-title">"Timeline"</h2>
            <Transition fallback=|| view! { <Waiting what="Opening the timeline" /> }>{list}</Transition>
        </section>
    }
}

#[component]
fn Entry(entry: EntryView) -> impl IntoView {
    let (word, tone) = entry.state;
    let who = match entry.side.as_str() {
        "in" => "They",
        "out" => "You",
        _ => "Note",
    };
    view! {
        <li class=format!("entry {}", entry.side) id=format!("message-{}", entry.id)>
            <p class="meta">
                <strong>{who}</strong>
                {entry.kind}
                <time datetime=format::machine(entry.at)>{entry.time}</time>
                {(entry.automatic && entry.side == "out").then(|| view! { <span class="chip info">"Automatic"</span> })}
                {(!word.is_empty()).then(|| view! { <span class=format!("chip {tone}")>{word}</span> })}
            </p>
            <div class="bubble">
                {(!entry.subject.is_empty()).then(|| view! { <strong>{entry.subject}</strong> <br /> })}
                {entry.text}
            </div>
            {(!entry.remark.is_empty()).then(|| view! { <p class="small muted">{entry.remark}</p> })}
        </li>
    }
}
