//! Adding a lead by hand.

use super::api::AddLead;
use crate::{
    live::Live,
    ui::{Field, Outcome, Select},
};
use leptos::{form::ActionForm, prelude::*};
use leptos_router::hooks::use_navigate;
use realtoros_domain::Stage;

/// The form; it leads to the page of the new lead.
#[component]
pub fn AddLeadForm(open: RwSignal<bool>) -> impl IntoView {
    let live = Live::get();
    let adding = ServerAction::<AddLead>::new();
    let navigate = use_navigate();
    Effect::new(move |_| {
        if let Some(Ok(id)) = adding.value().get() {
            open.set(false);
            live.leads.update(|n| *n += 1);
            navigate(&format!("/app/leads/{id}"), leptos_router::NavigateOptions::default());
        }
    });
    let stages = Stage::ALL.map(|stage| (stage.as_str().to_owned(), stage.label().to_owned())).to_vec();
    view! {
        <section class="card" aria-label="Add a lead">
            <h2>"Add a lead"</h2>
            <ActionForm action=adding attr:class="stack">
                <Field name="name" label="Name" autocomplete="off" />
                <Field name="email" label="E-mail" kind="email" autocomplete="off" hint="An e-mail address or a phone number is enough." />
                <Field name="phone" label="Phone" kind="tel" autocomplete="off" />
                <Field name="source" label="Source" hint="Where you met: an open house, a referral." />
                <Select name="stage" label="Stage" options=stages />
                <Outcome value=adding.value() />
                <div class="form-actions">
                    <button class="button primary" disabled=move || adding.pending().get()>"Add the lead"</button>
                    <button type="button" class="button quiet" on:click=move |_| open.set(false)>"Cancel"</button>
                </div>
            </ActionForm>
        </section>
    }
}
