//! The member's name and the business.

use super::{api::SaveBusiness, states, time_zones, view::BusinessView};
use crate::ui::{Field, Outcome, Select};
use leptos::prelude::*;

/// The form for the member's name and the business.
#[component]
pub fn Business(view: BusinessView, action: ServerAction<SaveBusiness>) -> impl IntoView {
    view! {
        <section class="card" aria-labelledby="business">
            <h2 id="business">"Your business"</h2>
            <ActionForm action attr:class="stack">
                <Field name="member_name" label="Your name" value=view.member_name required=true autocomplete="name" />
                <p class="muted">"You sign in as " <strong>{view.member_email}</strong></p>
                <Field name="brokerage" label="Brokerage" value=view.brokerage required=true autocomplete="organization" />
                <Select name="licence_state" label="License state" options=states() value=view.licence_state />
                <div class="field">
                    <label for="postal_address">"Business postal address"</label>
                    <textarea id="postal_address" name="postal_address" rows="3" required aria-describedby="postal_address-hint"
                        autocomplete="street-address">{view.postal_address}</textarea>
                    <p class="hint" id="postal_address-hint">"The law wants it at the foot of every commercial mail."</p>
                </div>
                <Field name="phone" label="Phone" kind="tel" value=view.phone required=true autocomplete="tel" />
                <Select name="time_zone" label="Time zone" options=time_zones() value=view.time_zone />
                <Outcome value=action.value() done="Saved." />
                <div class="form-actions"><button class="button primary">"Save business"</button></div>
            </ActionForm>
        </section>
    }
}
