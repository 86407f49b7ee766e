//! How leads are reached.

use super::{api::SaveChannels, registration::Registration, view::ChannelsView};
use crate::ui::{Field, Outcome};
use leptos::prelude::*;

/// The form for Twilio and for the name on mail.
#[component]
pub fn Channels(view: ChannelsView, action: ServerAction<SaveChannels>) -> impl IntoView {
    let token_hint = if view.has_auth_token {
        "One is stored. Leave this empty to keep it."
    } else {
        "Twilio shows it beside the SID."
    };
    let registration = view.clone();
    view! {
        <section class="card" aria-labelledby="channels">
            <h2 id="channels">"Texts and mail"</h2>
            <ActionForm action attr:class="stack">
                <Field name="mail_from_name" label="Name on your mail" value=view.mail_from_name
                    hint="Your own name when this is empty." autocomplete="off" />
                <p class="muted">"Texts go out through your own Twilio account. Empty all three fields to stop using it."</p>
                <Field name="account_sid" label="Twilio account SID" value=view.account_sid autocomplete="off" />
                <Field name="auth_token" label="Twilio auth token" kind="password" hint=token_hint autocomplete="off" />
                <Field name="from_number" label="Twilio number" kind="tel" value=view.from_number autocomplete="off" />
                <div class="field">
                    <label for="webhook">"Address for incoming texts"</label>
                    <textarea id="webhook" rows="2" readonly aria-describedby="webhook-hint"
                        on:focus:target=|event| event.target().select()>{view.webhook}</textarea>
                    <p class="hint" id="webhook-hint">
                        "In Twilio, open your number, and under “A message comes in” paste this address, with POST. Replies and STOP arrive through it."
                    </p>
                </div>
                <div class="field">
                    <label for="call-webhook">"Address for incoming calls"</label>
                    <textarea id="call-webhook" rows="2" readonly aria-describedby="call-webhook-hint"
                        on:focus:target=|event| event.target().select()>{view.call_webhook}</textarea>
                    <p class="hint" id="call-webhook-hint">
                        "On the same page, under “A call comes in” paste this address, with POST. Calls to your Twilio number then ring at the phone of your business."
                    </p>
                </div>
                <Registration view=registration />
                <Outcome value=action.value() done="Saved." />
                <div class="form-actions"><button class="button primary">"Save channels"</button></div>
            </ActionForm>
        </section>
    }
}
