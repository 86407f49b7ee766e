//! Having an artificial voice call a lead: what stands against it is shown before anybody types (P-49).

use super::{
    decision::DecisionLine,
    spoken_api::{Speak, SpokenView, spoken},
};
use crate::{
    live::Live,
    ui::{Outcome, loaded},
};
use leptos::{ev, prelude::*};
use realtoros_domain::{consent::Purpose, ids::LeadId, writing::LONGEST_SPOKEN};

/// What a call may be for.
const PURPOSES: [(Purpose, &str); 2] =
    [(Purpose::Sales, "Follow-up or offer"), (Purpose::Reminder, "Reminder of their appointment")];

/// A spoken message to a lead; nothing is asked before it is opened.
#[component]
pub fn SpokenMessage(lead: LeadId) -> impl IntoView {
    let live = Live::get();
    let opened = RwSignal::new(false);
    let (purpose, text) = (RwSignal::new(Purpose::Sales), RwSignal::new(String::new()));
    let sending = ServerAction::<Speak>::new();
    let asking = Action::new(move |purpose: &Purpose| spoken(lead, *purpose));
    Effect::new(move |_| {
        live.messages.track();
        live.leads.track();
        if opened.get() {
            asking.dispatch(purpose.get());
        }
    });
    let found = asking.value();
    // One key until there is an answer: when it is lost on the way, a second click is the same call, and rings once.
    let key = RwSignal::new(None::<String>);
    Effect::new(move |_| {
        if let Some(Ok(found)) = found.get() {
            key.update(|key| {
                key.get_or_insert(found.key);
            });
        }
    });
    Effect::new(move |_| {
        let Some(Ok(done)) = sending.value().get() else { return };
        // It is stored now, whatever was decided. The next preview brings the key of the next call.
        key.set(None);
        if done.can_send {
            text.set(String::new());
        }
        live.messages.update(|n| *n += 1);
    });
    let ready = move || found.get().and_then(Result::ok).filter(|found| found.decision.can_send);
    let length = Memo::new(move |_| text.with(|text| text.trim().chars().count()));
    let blocked = move || {
        let fits = (1..=LONGEST_SPOKEN).contains(&length.get());
        !fits || ready().is_none() || key.with(Option::is_none) || sending.pending().get()
    };
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if let Some(key) = key.get_untracked().filter(|_| !blocked()) {
            let (purpose, text) = (purpose.get_untracked(), text.get_untracked());
            sending.dispatch(Speak { lead, purpose, text, key });
        }
    };
    let ways = PURPOSES
        .into_iter()
        .map(|(way, words)| {
            let pressed = move || (purpose.get() == way).to_string();
            view! {
                <button type="button" class="button small" aria-pressed=pressed on:click=move |_| purpose.set(way)>{words}</button>
            }
        })
        .collect_view();
    view! {
        <details class="disclosure" on:toggle=move |_| opened.set(true)>
            <summary>"Spoken message by telephone"</summary>
            <form class="stack tight" on:submit=submit>
                <p class="small muted">
                    "An artificial voice calls them and reads out what you write. The law asks for their signed agreement to \
                     calls with an artificial voice first."
                </p>
                <div class="row" role="group" aria-label="What the call is for">{ways}</div>
                {move || found.get().map(|found| loaded(found, |found| view! { <Before found /> }))}
                <div class="field">
                    <label for="spoken">"Words to read out"</label>
                    <textarea id="spoken" name="spoken" rows="3" aria-describedby="spoken-hint" bind:value=text></textarea>
                    <p class="hint" id="spoken-hint">
                        {move || format!("{} of {LONGEST_SPOKEN} characters. The call is not recorded.", length.get())}
                    </p>
                </div>
                <div class="form-actions">
                    <button class="button small" disabled=blocked>
                        {move || ready().map_or_else(|| "Call".to_owned(), |found| found.decision.send)}
                    </button>
                </div>
            </form>
            <Outcome value=sending.value() />
        </details>
    }
    .into_any()
}

/// The decision, and what is heard around the words.
#[component]
fn Before(found: SpokenView) -> impl IntoView {
    let SpokenView { decision, is_allowed, opening, ending, .. } = found;
    let switch = (!is_allowed).then(|| {
        view! { <p class="small">"Spoken messages are off. "<a href="/app/privacy#spoken-messages">"Consent settings"</a></p> }
    });
    view! {
        <DecisionLine decision />
        {switch}
        <p class="small">
            <span class="muted">"They hear first: "</span>{opening}<br />
            <span class="muted">"And last: "</span>{ending}
        </p>
    }
}
