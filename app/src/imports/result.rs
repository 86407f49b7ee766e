//! What an import has done.

use super::{
    run_page::Actions,
    view::{ImportRun, State},
};
use crate::format;
use leptos::prelude::*;
use leptos_router::components::A;
use realtoros_domain::ids::LeadId;

/// Counts, rejected rows, undo.
#[component]
pub fn Written(run: ImportRun, actions: Actions) -> impl IntoView {
    let [new, joined, rejected] = run.line.written;
    let state = run.line.state;
    let id = run.line.id.to_string();
    let summary = match state {
        State::Undone => "This import was taken back. Opt-outs that it brought stay.".to_owned(),
        State::Canceled => format!(
            "Stopped after {}. What is written stays until you undo it.",
            format::count(new + joined + rejected, "row")
        ),
        _ => "All rows are in.".to_owned(),
    };
    let class = if state == State::Canceled { "flash warn" } else { "flash ok" };
    let rejected_file = format!("/app/import/{id}/rejected.csv");
    let (go_on, undo) = (id.clone(), id);
    view! {
        <p class=class role="status">{summary}</p>
        <dl class="dl">
            <dt>"New leads"</dt><dd class="num">{new}</dd>
            <dt>"Joined to a lead"</dt><dd class="num">{joined}</dd>
            <dt>"Rejected"</dt><dd class="num">{rejected}</dd>
            <dt>"With an opt-out"</dt><dd class="num">{run.found.opted_out}</dd>
        </dl>
        <div class="row">
            <A href="/app/leads" attr:class="button primary">"See your leads"</A>
            {(rejected > 0).then(|| view! {
                <a class="button" href=rejected_file download="rejected.csv" rel="external">"Download rejected rows"</a>
            })}
            {(state == State::Canceled).then(|| view! {
                <ActionForm action=actions.start>
                    <input type="hidden" name="id" value=go_on />
                    <button class="button" disabled=actions.start.pending()>"Go on"</button>
                </ActionForm>
            })}
            {state.can_undo().then(|| view! {
                <ActionForm action=actions.undo>
                    <input type="hidden" name="id" value=undo />
                    <button class="button danger" disabled=actions.undo.pending()>"Undo this import"</button>
                </ActionForm>
            })}
        </div>
        {state.can_undo().then(|| view! {
            <p class="muted small">"Undo removes the leads that it made, and takes out of leads that you had already what it added. What somebody has changed since is kept, and its leads are listed."</p>
        })}
        <Kept kept=run.kept />
    }
}

#[component]
fn Kept(kept: Vec<(LeadId, String)>) -> impl IntoView {
    (!kept.is_empty()).then(|| {
        let items = kept
            .into_iter()
            .map(|(id, name)| view! { <li><A href=format!("/app/leads/{id}")>{name}</A></li> })
            .collect_view();
        view! {
            <section class="stack">
                <h3>"Kept, because they changed since"</h3>
                <ul>{items}</ul>
            </section>
        }
    })
}
