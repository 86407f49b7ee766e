//! The panel.

use super::{
    api::{Accept, Reject, panel},
    suggestions::Suggestions,
    summary::Summary,
};
use crate::{
    live::Live,
    ui::{Outcome, Waiting, loaded},
};
use leptos::prelude::*;
use realtoros_domain::ids::LeadId;

/// What the assistant has to say about a lead.
#[component]
pub fn AssistantPanel(lead: LeadId) -> impl IntoView {
    let live = Live::get();
    let accept = ServerAction::<Accept>::new();
    let reject = ServerAction::<Reject>::new();
    let changes = move || {
        let decided = (accept.version().get(), reject.version().get());
        (decided, live.assistant.get(), live.messages.get(), live.leads.get())
    };
    let view = Resource::new(changes, move |_| panel(lead));
    let body = move || {
        view.get().map(|found| {
            loaded(found, |view| {
                let nothing = view.denied.is_none() && view.summary.is_empty() && view.suggestions.is_empty();
                view! {
                    {nothing.then(|| view! { <p class="small muted">"Nothing to sum up yet."</p> })}
                    {view.denied.map(|why| view! { <p class="flash warn" role="status">{why}</p> })}
                    <Summary statements=view.summary corrected=view.corrected />
                    <Suggestions listed=view.suggestions accept reject />
                }
            })
        })
    };
    view! {
        <section class="card stack tight" aria-labelledby="assistant">
            <h2 id="assistant">"Assistant"</h2>
            <Outcome value=accept.value() done="Added to Looking for." />
            <Outcome value=reject.value() done="Turned down." />
            <Transition fallback=|| view! { <Waiting what="Reading the conversation" /> }>{body}</Transition>
        </section>
    }
    .into_any()
}
