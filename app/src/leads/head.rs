//! The head of a lead's page: stage and AI.

use super::{api::SetStage, lead_api::PauseAi, lead_view::LeadView};
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
    }
}
