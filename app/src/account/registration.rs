//! What the carriers want to know before they carry texts (P-50).

use super::view::ChannelsView;
use crate::ui::Field;
use leptos::prelude::*;

/// The part of the form for channels in which the realtor records that the number is registered.
#[component]
pub fn Registration(view: ChannelsView) -> impl IntoView {
    let (tone, state) = standing(&view);
    view! {
        <fieldset class="fieldset">
            <legend>"Registration with the carriers"</legend>
            <p><span class=format!("chip {tone}")>{state}</span></p>
            <p class="muted">
                "Carriers block texts from numbers that are not registered. In Twilio, register your brokerage as a brand and your texts as a campaign, and record both here once they are approved. A toll-free number is verified instead."
            </p>
            <p class="muted">
                "Until then texts wait for a day at most, and nothing is sent. A registration belongs to one number: when you change the number, enter it again."
            </p>
            <Field name="registration[brand]" label="Brand ID" value=view.brand_id autocomplete="off"
                hint="Local numbers: begins with BN in Twilio, under Trust Hub." />
            <Field name="registration[campaign]" label="Campaign ID" value=view.campaign_id autocomplete="off"
                hint="Local numbers: begins with CM, QE or C in Twilio, under Messaging, Regulatory compliance." />
            <Field name="registration[verification]" label="Toll-free verification ID" value=view.verification_id autocomplete="off"
                hint="Only for a number that begins with 800, 833, 844, 855, 866, 877 or 888: begins with HH." />
            <Field name="registration[approved_on]" label="Approved on" kind="date" value=view.approved_on autocomplete="off"
                hint="The day on which Twilio told you so." />
        </fieldset>
    }
}

/// The tone and the words of where the registration stands.
const fn standing(view: &ChannelsView) -> (&'static str, &'static str) {
    match (view.has_twilio, view.is_registered) {
        (_, true) => ("ok", "Registered"),
        (true, false) => ("stop", "Not registered: texts do not leave"),
        (false, false) => ("muted", "Not needed until you connect Twilio"),
    }
}
