//! The head of a lead's page: stage, AI, and the question whether a reply was an opt-out.

use super::{
    api::SetStage,
    lead_api::{AnswerHold, PauseAi},
    lead_view::LeadView,
};
use crate::{
    live::Live,
    ui::{Outcome, PageHead},
};
use leptos::prelude::*;
use leptos_router::components::A;
use realtoros_domain::Stage;

/// Name, stage and switches.
#[component]
pub fn LeadHead(lead: Signal<LeadView>) -> impl IntoView {
    let live = Live::get();
    let (staging, pausing) = (ServerAction::<SetStage>::new(), ServerAction::<PauseAi>::new());
    Effect::new(move |_| {
        if staging.value().get().is_some() || pausing.value().get().is_some() {
            live.leads.update(|n| *n += 1);
        }
    });
    let to_stage = move |name: String| {
        if let Ok(stage) = name.parse::<Stage>() {
            staging.dispatch(SetStage { ids: vec![lead.read_untracked().id], stage });
        }
    };
    let stages = Stage::ALL
        .map(|stage| {
            let here = move || lead.read().stage == stage;
            view! { <option value=stage.as_str() selected=here>{stage.label()}</option> }
        })
        .collect_view();
    view! {
        <PageHead title=Signal::derive(move || lead.read().name.clone())>
            <label class="row small">
                "Stage"
                <select
                    prop:value=move || lead.read().stage.as_str()
                    on:change:target=move |event| to_stage(event.target().value())
                >
                    {stages}
                </select>
            </label>
            <label class="switch">
                <input
                    type="checkbox"
                    role="switch"
                    prop:checked=move || !lead.read().ai_paused
                    checked=!lead.get_untracked().ai_paused
                    on:change:target=move |event| {
                        pausing.dispatch(PauseAi { id: lead.read_untracked().id, paused: !event.target().checked() });
                    }
                />
                <span>"AI may work for this lead"</span>
            </label>
            <A href="/app/leads" attr:class="button">"All leads"</A>
        </PageHead>
        <Outcome value=staging.value() />
        <Outcome value=pausing.value() />
        <Show when=move || lead.read().restricted>
            <p class="flash warn" role="status">"This person asked that their data is only stored. Nothing is sent and nothing is read by the assistant."</p>
        </Show>
        <Show when=move || lead.read().review><HoldBanner lead /></Show>
    }
}

/// A reply may mean stop: only the realtor can tell (P-45).
#[component]
fn HoldBanner(lead: Signal<LeadView>) -> impl IntoView {
    let live = Live::get();
    let answering = ServerAction::<AnswerHold>::new();
    Effect::new(move |_| {
        if answering.value().get().is_some_and(|outcome| outcome.is_ok()) {
            live.leads.update(|n| *n += 1);
            live.messages.update(|n| *n += 1);
        }
    });
    let answer = move |stop| {
        answering.dispatch(AnswerHold { id: lead.read_untracked().id, stop });
    };
    view! {
        <section class="decision hold" aria-label="Needs your look">
            <strong>"Does this person want to hear no more?"</strong>
            <span>"Something they said may mean stop. Nothing automatic goes out until you have decided."</span>
            <div class="row">
                <button type="button" class="button small" on:click=move |_| answer(false)>"Not an opt-out"</button>
                <button type="button" class="button small danger" on:click=move |_| answer(true)>"Stop all contact"</button>
            </div>
            <Outcome value=answering.value() />
        </section>
    }
}
