//! Writing down a request that came by phone, mail or letter, and asking RealtorOS.

use super::api::{AskUs, LogRequest};
use crate::ui::{Field, Outcome, Select};
use leptos::{form::ActionForm, prelude::*};
use realtoros_domain::rights::{Kind, Law, Via};

/// For the realtor: what a lead asked outside of their page.
#[component]
pub fn LogForm(action: ServerAction<LogRequest>, today: String) -> impl IntoView {
    // What comes by the page or the dashboard is there already.
    let ways = Via::ALL.iter().filter(|via| !matches!(via, Via::Link | Via::Dashboard));
    let ways: Vec<_> = ways.map(|via| (via.as_str().to_owned(), via.words().to_owned())).collect();
    view! {
        <details class="disclosure">
            <summary>"Write down a request that came by phone or e-mail"</summary>
            <ActionForm action attr:class="stack">
                <Select name="input[kind]" label="What do they ask" options=kinds() />
                <Select name="input[via]" label="How did it come in" options=ways />
                <Field name="input[received]" label="On which day" kind="date" value=today required=true />
                <Field name="input[contact]" label="Their e-mail address or phone number" required=true
                    hint="If it is on file, the request is theirs. A code goes to the address on file only, never to one that you type here." />
                <Select name="input[law]" label="Where do they live" options=laws() />
                <div class="field">
                    <label for="log-text">"What did they say"</label>
                    <textarea id="log-text" name="input[text]" rows="3"></textarea>
                </div>
                <Outcome value=action.value() done="Written down. The dates run from the day on which it came in." />
                <div class="form-actions">
                    <button class="button primary" disabled=move || action.pending().get()>"Write it down"</button>
                </div>
            </ActionForm>
        </details>
    }
}

/// For members: asking RealtorOS about their own data.
#[component]
pub fn AskForm(action: ServerAction<AskUs>) -> impl IntoView {
    let own = Kind::ALL
        .iter()
        .map(|kind| (kind.as_str().to_owned(), kind.own_words().to_owned()))
        .collect::<Vec<_>>();
    view! {
        <details class="disclosure">
            <summary>"Ask RealtorOS about your own data"</summary>
            <ActionForm action attr:class="stack">
                <Select name="kind" label="What do you ask" options=own />
                <Select name="law" label="Where do you live" options=laws() />
                <div class="field">
                    <label for="ask-text">"Anything to add"</label>
                    <textarea id="ask-text" name="text" rows="3"></textarea>
                </div>
                <Outcome value=action.value() done="Your request is in." />
                <div class="form-actions">
                    <button class="button" disabled=move || action.pending().get()>"Ask"</button>
                </div>
            </ActionForm>
        </details>
    }
}

fn kinds() -> Vec<(String, String)> {
    Kind::ALL.iter().map(|kind| (kind.as_str().to_owned(), kind.words().to_owned())).collect()
}

fn laws() -> Vec<(String, String)> {
    Law::ALL.iter().map(|law| (law.as_str().to_owned(), law.words().to_owned())).collect()
}
