//! Contact details, changed in place.

use super::{
    edit_card::{EditCard, SaveOrCancel, close_when_saved},
    forms::ContactInput,
    lead_api::SaveContact,
    lead_view::LeadView,
    table::address,
};
use crate::{
    account::time_zones,
    format,
    ui::{Field, Outcome, Select},
};
use leptos::{form::ActionForm, prelude::*, serde_json};

/// Names, addresses, source, tags and time zone.
#[component]
pub fn ContactCard(lead: Signal<LeadView>) -> impl IntoView {
    let editing = RwSignal::new(false);
    let shown = move || view! { <Details lead /> };
    view! {
        <EditCard id="contact-title" title="Contact" what="contact details" editing shown>
            <ContactForm lead=lead.get_untracked() editing />
        </EditCard>
    }
}

#[component]
fn Details(lead: Signal<LeadView>) -> impl IntoView {
    let rows = move || {
        let lead = lead.get();
        let phones: Vec<_> = lead.phones.iter().map(|phone| format::phone(phone)).collect();
        let place = [lead.address.street, lead.address.city, lead.address.state, lead.address.zip];
        let place: Vec<_> = place.into_iter().filter(|part| !part.is_empty()).collect();
        let emails = lead.emails.iter().map(|email| view! { <dd>{address(email)}</dd> }).collect_view();
        let rows = [
            ("Phone", phones.join(", ")),
            ("Address", place.join(", ")),
            ("Source", lead.source),
            ("Tags", lead.tags.join(", ")),
            ("Time zone", lead.stated_zone),
            ("Added", lead.created),
        ]
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| view! { <dt>{name}</dt> <dd>{value}</dd> })
        .collect_view();
        let head = (!lead.emails.is_empty()).then(|| view! { <dt>"E-mail"</dt> });
        view! { {head} {emails} {rows} }
    };
    view! { <dl class="dl">{rows}</dl> }
}

#[component]
fn ContactForm(lead: LeadView, editing: RwSignal<bool>) -> impl IntoView {
    let saving = ServerAction::<SaveContact>::new();
    close_when_saved(saving.value(), editing);
    let zones =
        std::iter::once((String::new(), "Not told".to_owned())).chain(time_zones()).collect::<Vec<_>>();
    let now = ContactInput::new(
        &lead.person,
        &lead.emails,
        &lead.phones,
        &lead.address,
        &lead.source,
        &lead.tags,
        &lead.stated_zone,
    );
    let was = serde_json::to_string(&now).unwrap_or_default();
    view! {
        <ActionForm action=saving attr:class="stack">
            <input type="hidden" name="id" value=lead.id.to_string() />
            <input type="hidden" name="was" value=was />
            <Field name="input[first]" label="Given name" value=now.first />
            <Field name="input[last]" label="Family name" value=now.last />
            <Field name="input[emails]" label="E-mail" value=now.emails hint="Several are separated by commas; mail goes to the first." />
            <Field name="input[phones]" label="Phone" value=now.phones hint="Several are separated by commas; texts go to the first." />
            <Field name="input[street]" label="Street" value=now.street />
            <Field name="input[city]" label="City" value=now.city />
            <Field name="input[state]" label="State" value=now.state />
            <Field name="input[zip]" label="ZIP code" value=now.zip />
            <Field name="input[source]" label="Source" value=now.source />
            <Field name="input[tags]" label="Tags" value=now.tags hint="Separated by commas." />
            <Select name="input[zone]" label="Time zone they told you" options=zones value=now.zone />
            <Outcome value=saving.value() />
            <SaveOrCancel pending=saving.pending() editing />
        </ActionForm>
    }
}
