//! `/app/privacy`.

use super::{
    ai::Ai,
    api::{SetAi, SetAiPaused, SetContact, privacy},
    contact::Contact,
    held::Held,
    history::History,
    processors::Processors,
    tabs::Tabs,
};
use crate::{
    live::Live,
    ui::{PageHead, Waiting, loaded},
};
use leptos::prelude::*;

/// What is held about the account and its leads, and every switch over it.
#[component]
pub fn PrivacyPage() -> impl IntoView {
    let live = Live::get();
    let set_contact = ServerAction::<SetContact>::new();
    let set_ai = ServerAction::<SetAi>::new();
    let set_paused = ServerAction::<SetAiPaused>::new();
    let changes = move || {
        (
            set_contact.version().get(),
            set_ai.version().get(),
            set_paused.version().get(),
            live.assistant.get(),
        )
    };
    let view = Resource::new(changes, |_| privacy());
    let body = move || {
        view.get().map(|found| {
            loaded(found, |view| {
                view! {
                    <div class="stack loose">
                        <Held held=view.held />
                        <Contact settings=view.contact action=set_contact />
                        <Ai ai=view.ai switch=set_ai pause=set_paused />
                        <History events=view.history />
                        <Processors listed=view.processors />
                    </div>
                }
            })
        })
    };
    view! {
        <PageHead
            title="Privacy".to_owned()
            lede="What is held and why, what may be sent, what AI may do. Every change counts from the next message on."
        >
            <a class="button quiet" href="/privacy" rel="external">"Privacy policy"</a>
            <a class="button quiet" href="/privacy/data-map" rel="external">"Data map"</a>
        </PageHead>
        <Tabs />
        <Transition fallback=|| view! { <Waiting what="Counting what is held" /> }>{body}</Transition>
    }
    .into_any()
}
