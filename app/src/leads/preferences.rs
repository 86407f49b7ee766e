//! What a lead wants: as chips, and changed in place.

use super::{
    chips::chips,
    edit_card::{EditCard, SaveOrCancel, close_when_saved},
    forms::PreferencesInput,
    lead_api::SavePreferences,
    lead_view::LeadView,
};
use crate::ui::{Field, Outcome, Select};
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
    let form = move || (lead.read_untracked().id, lead.read_untracked().preferences.clone());
    view! {
        <EditCard id="preferences-title" title="Looking for" what="preferences" editing shown>
            {
                let (id, facts) = form();
                view! { <PreferencesForm id facts editing /> }
            }
        </EditCard>
    }
}

#[component]
fn PreferencesForm(id: LeadId, facts: Facts, editing: RwSignal<bool>) -> impl IntoView {
    let saving = ServerAction::<SavePreferences>::new();
    close_when_saved(saving.value(), editing);
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
            <SaveOrCancel pending=saving.pending() editing />
        </ActionForm>
    }
}
