//! What a person may ask of the realtor about their data: only store it, stop marketing, erase it.

use super::{
    lead_api::{Object, Restrict},
    lead_view::LeadView,
};
use crate::{live::Live, ui::Outcome};
use leptos::prelude::*;

/// The switch, the objection and the way to erasure (GDPR art. 17, 18, 21).
#[component]
pub fn RightsCard(lead: Signal<LeadView>, erase: Callback<()>) -> impl IntoView {
    let live = Live::get();
    let (restricting, objecting) = (ServerAction::<Restrict>::new(), ServerAction::<Object>::new());
    Effect::new(move |_| {
        if restricting.value().get().is_some() || objecting.value().get().is_some_and(|done| done.is_ok()) {
            live.leads.update(|n| *n += 1);
            live.messages.update(|n| *n += 1);
        }
    });
    view! {
        <section class="card stack tight" aria-labelledby="rights-title">
            <h2 id="rights-title">"Their rights"</h2>
            <label class="switch">
                <input
                    type="checkbox"
                    role="switch"
                    prop:checked=move || lead.read().restricted
                    checked=lead.get_untracked().restricted
                    on:change:target=move |event| {
                        restricting.dispatch(Restrict { id: lead.read_untracked().id, on: event.target().checked() });
                    }
                />
                <span>"Only store their data"</span>
            </label>
            <p class="small muted">"Nothing is sent, nothing goes to the assistant, no newsletter is made, until you switch this off again."</p>
            <Outcome value=restricting.value() />
            <div>
                <button type="button" class="button small" on:click=move |_| { objecting.dispatch(Object { id: lead.read_untracked().id }); }>
                    "They object to marketing"
                </button>
            </div>
            <p class="small muted">"Ends texts, calls and mail at once. Only they can lift that."</p>
            <Outcome value=objecting.value() done="Contact has ended on every channel." />
            <div>
                <button type="button" class="button small danger" on:click=move |_| erase.run(())>"Erase…"</button>
            </div>
        </section>
    }
}
