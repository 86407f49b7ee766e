//! The panel.

use super::{
    api::{Accept, Pause, Reject, panel},
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
    let pause = ServerAction::<Pause>::new();
    let changes = move || {
        let decided = (accept.version().get(), reject.version().get(), pause.version().get());
        (decided, live.assistant.get(), live.messages.get(), live.leads.get())
    };
    let view = Resource::new(changes, move |_| panel(lead));
    let body = move || {
        view.get().map(|found| {
            loaded(found, |view| {
                let (tone, state, verb) = if view.paused {
                    ("chip stop", "Paused", "Let AI work for this lead")
                } else {
                    ("chip ok", "On", "Pause AI for this lead")
                };
                view! {
                    {view.denied.map(|why| view! { <p class="flash warn" role="status">{why}</p> })}
                    <Summary statements=view.summary corrected=view.corrected />
                    <Suggestions listed=view.suggestions accept reject />
                    <ActionForm action=pause attr:class="row">
                        <input type="hidden" name="lead" value=lead.to_string() />
                        <input type="hidden" name="paused" value=(!view.paused).to_string() />
                        <span class=tone>"AI: " {state}</span>
                        <button class="button small quiet">{verb}</button>
                    </ActionForm>
                }
            })
        })
    };
    view! {
        <section class="card stack tight" aria-labelledby="assistant">
            <h2 id="assistant">"Assistant"</h2>
            <Outcome value=accept.value() done="Taken over." />
            <Outcome value=reject.value() done="Turned down." />
            <Outcome value=pause.value() />
            <Transition fallback=|| view! { <Waiting what="Reading the conversation" /> }>{body}</Transition>
        </section>
    }
    .into_any()
}
