//! What a lead wants: as chips, and changed in place.

use super::{chips::chips, forms::PreferencesInput, lead_api::SavePreferences, lead_view::LeadView};
use crate::{
    live::Live,
    ui::{Field, Outcome, Select},
};
use leptos::{form::ActionForm, prelude::*};
use realtoros_domain::{facts::Facts, ids::LeadId};

/// Budget, rooms, places and time.
#[component]
pub fn PreferencesCard(lead: Signal<LeadView>) -> impl IntoView {
    let editing = RwSignal::new(false);
    let shown = move || {
        let chips = chips(&lead.read().preferences);
        if chips.is_empty() {
            return view! { <p class="muted">"Nothing is known yet."</p> }.into_any();
        }
        let chips = chips.into_iter().map(|text| view! { <li class="chip">{text}</li> }).collect_view();
        view! { <ul class="row" role="list">{chips}</ul> }.into_any()
    };
    view! {
        <section class="card" aria-labelledby="preferences-title">
            <header class="row">
                <h2 id="preferences-title">"Looking for"</h2>
                <Show when=move || !editing.get()>
                    <button type="button" class="button small push" on:click=move |_| editing.set(true)>
                        "Edit" <span class="visually-hidden">" preferences"</span>
                    </button>
                </Show>
            </header>
            <Show when=move || editing.get() fallback=move || shown()>
                <PreferencesForm id=lead.read_untracked().id facts=lead.read_untracked().preferences.clone() editing />
            </Show>
        </section>
    }
}

#[component]
fn PreferencesForm(id: LeadId, facts: Facts, editing: RwSignal<bool>) -> impl IntoView {
    let live = Live::get();
    let saving = ServerAction::<SavePreferences>::new();
    Effect::new(move |_| {
        if saving.value().get().is_some_and(|outcome| outcome.is_ok()) {
            editing.set(false);
            live.leads.update(|n| *n += 1);
        }
    });
    let now = PreferencesInput::of(&facts);
    let per = [("purchase", "To buy"), ("month", "A month, to rent")]
        .map(|(key, text)| (key.to_owned(), text.to_owned()));
    view! {
        <ActionForm action=saving attr:class="stack">
            <input type="hidden" name="id" value=id.to_string() />
            <Field name="input[budget_min]" label="Budget from, in dollars" value=now.budget_min />
            <Field name="input[budget_max]" label="Budget up to, in dollars" value=now.budget_max />
            <Select name="input[per]" label="The budget is" options=per.to_vec() value=now.per />
            <Field name="input[beds_min]" label="Bedrooms from" value=now.beds_min hint="A studio is 0." />
            <Field name="input[beds_max]" label="Bedrooms up to" value=now.beds_max />
            <Field name="input[baths_min]" label="Baths from" value=now.baths_min hint="A half bath is 0.5." />
            <Field name="input[areas]" label="Places" value=now.areas hint="Parted by commas." />
            <Field name="input[from]" label="Moves from" kind="date" value=now.from />
            <Field name="input[to]" label="Moves until" kind="date" value=now.to />
            <Outcome value=saving.value() />
            <div class="form-actions">
                <button class="button primary" disabled=move || saving.pending().get()>"Save"</button>
                <button type="button" class="button quiet" on:click=move |_| editing.set(false)>"Cancel"</button>
            </div>
        </ActionForm>
    }
}
