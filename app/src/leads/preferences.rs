//! What a lead wants: as chips, and changed in place.

use super::{
    chips::chips,
    edit_card::{EditCard, SaveOrCancel, close_when_saved},
    fact_words::{FINANCING, LOANS, WAYS, Words},
    forms::{MoreInput, PreferencesInput},
    lead_api::SavePreferences,
    lead_view::LeadView,
};
use crate::ui::{Field, Outcome, Select};
use leptos::{form::ActionForm, prelude::*, serde_json};
use realtoros_domain::{facts::Facts, ids::LeadId};

/// All that is known of the wishes.
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
    let (now, more) = (PreferencesInput::of(&facts), MoreInput::of(&facts));
    let was = serde_json::to_string(&now).unwrap_or_default();
    let more_was = serde_json::to_string(&more).unwrap_or_default();
    let per = [("purchase", "To buy"), ("month", "A month, to rent")]
        .map(|(key, text)| (key.to_owned(), text.to_owned()));
    view! {
        <ActionForm action=saving attr:class="stack">
            <input type="hidden" name="id" value=id.to_string() />
            <input type="hidden" name="was" value=was />
            <input type="hidden" name="more_was" value=more_was />
            <Field name="input[budget_min]" label="Budget from, in dollars" value=now.budget_min hint="600k, $650,000 and 1.2M work too." />
            <Field name="input[budget_max]" label="Budget up to, in dollars" value=now.budget_max />
            <Select name="input[per]" label="The budget is" options=per.to_vec() value=now.per />
            <Field name="input[beds_min]" label="Bedrooms from" value=now.beds_min hint="A studio is 0." />
            <Field name="input[beds_max]" label="Bedrooms up to" value=now.beds_max />
            <Field name="input[baths_min]" label="Baths from" value=now.baths_min hint="A half bath is 0.5." />
            <Field name="input[areas]" label="Places" value=now.areas hint="Separated by commas." />
            <Field name="input[from]" label="Moves from" kind="date" value=now.from />
            <Field name="input[to]" label="Moves until" kind="date" value=now.to />
            <More more />
            <Outcome value=saving.value() />
            <SaveOrCancel pending=saving.pending() editing />
        </ActionForm>
    }
}

#[component]
fn More(more: MoreInput) -> impl IntoView {
    let sells_first = &[("yes", "Yes"), ("no", "No")];
    let sides = &[("rent", "Rent"), ("sell", "Sell")];
    view! {
        <Select name="more[side]" label="Wants to" options=choices("Buy", sides) value=more.side />
        <Field name="more[kinds]" label="Kinds of property" value=more.kinds hint="House, Condo, Townhouse, Multi-family, Manufactured home, Land." />
        <Field name="more[must_haves]" label="Must have" value=more.must_haves hint="Separated by commas, such as Fenced yard, 2-car garage." />
        <Field name="more[nice_to_haves]" label="Nice to have" value=more.nice_to_haves />
        <Field name="more[dealbreakers]" label="Does not want" value=more.dealbreakers hint="Such as HOA, Busy road." />
        <Field name="more[areas_excluded]" label="Not in these places" value=more.areas_excluded />
        <Field name="more[pets]" label="Pets" value=more.pets hint="Such as 2 dogs, 1 cat." />
        <Select name="more[financing]" label="Financing" options=choices(NOT_SAID, FINANCING) value=more.financing />
        <Select name="more[loan]" label="Loan" options=choices(NOT_SAID, LOANS) value=more.loan />
        <Field name="more[preapproval]" label="Approved by a lender for" value=more.preapproval />
        <Field name="more[monthly_payment]" label="Most per month of a purchase" value=more.monthly_payment />
        <Select name="more[sells_first]" label="Has to sell first" options=choices(NOT_SAID, sells_first) value=more.sells_first />
        <Select name="more[prefers]" label="Prefers" options=choices(NOT_SAID, WAYS) value=more.prefers />
        <Field name="more[after]" label="Reach from" kind="time" value=more.after />
        <Field name="more[before]" label="Reach until" kind="time" value=more.before />
        <Field name="more[days]" label="Reach on" value=more.days hint="Weekdays, weekends, or names of days." />
    }
    .into_any()
}

/// What a choice says before anything is known.
const NOT_SAID: &str = "Not said";

/// The choices of a list, with the empty one first.
fn choices(empty: &str, words: Words) -> Vec<(String, String)> {
    let rest = words.iter().map(|(name, word)| ((*name).to_owned(), (*word).to_owned()));
    std::iter::once((String::new(), empty.to_owned())).chain(rest).collect()
}
