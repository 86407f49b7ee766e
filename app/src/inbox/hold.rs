//! A reply may mean stop: only the realtor can tell (P-45).

use super::api::ResolveHold;
use crate::{live::Live, ui::Outcome};
use leptos::prelude::*;
use realtoros_domain::ids::LeadId;

/// Asks the realtor, and lets automation rest until they answer.
#[component]
pub fn HoldQuestion(lead: LeadId) -> impl IntoView {
    let live = Live::get();
    let resolving = ServerAction::<ResolveHold>::new();
    Effect::new(move |_| {
        if resolving.value().get().is_some_and(|done| done.is_ok()) {
            live.leads.update(|n| *n += 1);
            live.messages.update(|n| *n += 1);
        }
    });
    let answer = move |was_opt_out| {
        resolving.dispatch(ResolveHold { lead, was_opt_out });
    };
    view! {
        <section class="decision hold" aria-label="Needs your look">
            <strong>"Does this person want to hear no more?"</strong>
            <span>"A reply may mean stop. Nothing automatic goes out until you have decided."</span>
            <div class="row">
                <button class="button small" on:click=move |_| answer(true)>"Yes, end texts and calls"</button>
                <button class="button small quiet" on:click=move |_| answer(false)>"No, go on"</button>
            </div>
            <Outcome value=resolving.value() />
        </section>
    }
}
