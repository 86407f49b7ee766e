//! What can be done with the leads that are ticked.

use super::api::{AddTag, SetStage};
use crate::{format, live::Live, ui::Outcome};
use leptos::prelude::*;
use realtoros_domain::{Stage, ids::LeadId};
use std::collections::BTreeSet;

/// The bar under the list, as long as a lead is ticked.
#[component]
pub fn BulkBar(selected: RwSignal<BTreeSet<LeadId>>) -> impl IntoView {
    let live = Live::get();
    let (staging, tagging) = (ServerAction::<SetStage>::new(), ServerAction::<AddTag>::new());
    let (stage, tag) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let ids = move || selected.get_untracked().into_iter().collect::<Vec<_>>();
    Effect::new(move |_| {
        let done = |outcome: Option<Result<(), _>>| outcome.is_some_and(|outcome| outcome.is_ok());
        if done(staging.value().get()) || done(tagging.value().get()) {
            live.leads.update(|n| *n += 1);
        }
    });
    let move_all = move |_| {
        if let Ok(stage) = stage.get_untracked().parse::<Stage>() {
            staging.dispatch(SetStage { ids: ids(), stage });
        }
    };
    let tag_all = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        tagging.dispatch(AddTag { ids: ids(), tag: tag.get_untracked() });
        tag.set(String::new());
    };
    let stages = Stage::ALL
        .map(|stage| view! { <option value=stage.as_str()>{stage.label()}</option> })
        .collect_view();
    let count = move || format!("{} selected", format::count(selected.get().len() as u64, "lead"));
    view! {
        <div class="bulk-bar" role="region" aria-label="Selected leads">
            <strong aria-live="polite">{count}</strong>
            <label class="row small">
                "Stage"
                <select prop:value=stage on:change:target=move |event| stage.set(event.target().value())>
                    <option value="">"Choose"</option>
                    {stages}
                </select>
            </label>
            <button type="button" class="button small" disabled=move || stage.get().is_empty() on:click=move_all>"Move"</button>
            <form class="row" on:submit=tag_all>
                <label class="row small">"Tag" <input name="tag" autocomplete="off" bind:value=tag /></label>
                <button class="button small" disabled=move || tag.get().trim().is_empty()>"Add tag"</button>
            </form>
            <button type="button" class="link-button push" on:click=move |_| selected.update(BTreeSet::clear)>"Clear"</button>
            <Outcome value=staging.value() done="Moved." />
            <Outcome value=tagging.value() done="Tagged." />
        </div>
    }
}
