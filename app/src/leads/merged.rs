//! The leads that became part of this one.

use super::{api::UndoMerge, lead_view::LeadView};
use crate::{live::Live, ui::Outcome};
use leptos::prelude::*;

/// Takes merges back; nothing shows where there are none.
#[component]
pub fn MergedCard(lead: Signal<LeadView>) -> impl IntoView {
    let live = Live::get();
    let undoing = ServerAction::<UndoMerge>::new();
    Effect::new(move |_| {
        if undoing.value().get().is_some_and(|outcome| outcome.is_ok()) {
            live.leads.update(|n| *n += 1);
            live.messages.update(|n| *n += 1);
        }
    });
    let lines = move || {
        let line = |merge: super::lead_view::MergeView| {
            view! {
                <li class="row">
                    {format!("Merged with another lead on {}", merge.when)}
                    <button type="button" class="link-button push" on:click=move |_| { undoing.dispatch(UndoMerge { id: merge.id }); }>"Undo"</button>
                </li>
            }
        };
        lead.get().merges.into_iter().map(line).collect_view()
    };
    view! {
        <Show when=move || !lead.read().merges.is_empty()>
            <section class="card" aria-labelledby="merged-title">
                <h2 id="merged-title">"Merged"</h2>
                <ul role="list" class="small">{lines}</ul>
                <p class="small muted">"An undo brings the other lead back. Opt-outs stay for both."</p>
            </section>
        </Show>
        <Outcome value=undoing.value() done="The other lead is back." />
    }
}
