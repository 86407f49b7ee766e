//! What an import has done.

use super::{
    run_page::Actions,
    view::{ImportLine, ImportRun, State},
};
use crate::format;
use leptos::{html, prelude::*};
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
    let line = run.line.clone();
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
                    <input type="hidden" name="id" value=id />
                    <button class="button" disabled=actions.start.pending()>"Go on"</button>
                </ActionForm>
            })}
            {state.can_undo().then(|| view! {
                <button
                    type="button"
                    class="button danger"
                    disabled=actions.undo.pending()
                    on:click=move |_| actions.asked.set(Some(line.clone()))
                >
                    "Undo this import"
                </button>
            })}
        </div>
        {state.can_undo().then(|| view! {
            <p class="muted small">"Undo removes the leads that it made, and takes out of leads that you had already what it added. What somebody has changed since is kept, and its leads are listed."</p>
        })}
        <Kept kept=run.kept />
    }
}

/// Asks before an import is taken back. It stands outside what is loaded anew while other work goes on.
#[component]
pub fn UndoDialog(actions: Actions) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    let close = move || {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    Effect::new(move |_| {
        if actions.asked.get().is_some()
            && let Some(dialog) = dialog.get_untracked()
        {
            let _ = dialog.show_modal();
        }
    });
    Effect::new(move |_| {
        if actions.undo.version().get() > 0 {
            close();
        }
    });
    let title = move || actions.asked.read().as_ref().map(question);
    let id = move || actions.asked.read().as_ref().map(|line| line.id.to_string());
    view! {
        <dialog class="dialog" aria-labelledby="undo-title" node_ref=dialog>
            <h2 id="undo-title">{title}</h2>
            <p>
                "Leads you have changed since stay. What it added to leads that you had already goes too; opt-outs that it brought stay."
            </p>
            <ActionForm action=actions.undo>
                <input type="hidden" name="id" value=id />
                <div class="form-actions">
                    <button type="button" class="button" on:click=move |_| close()>"Keep"</button>
                    <button class="button danger" disabled=actions.undo.pending()>"Undo the import"</button>
                </div>
            </ActionForm>
        </dialog>
    }
}

fn question(line: &ImportLine) -> String {
    match line.written[0] {
        0 => format!("Undo the import of {}?", line.file_name),
        1 => format!("Remove the lead of {}?", line.file_name),
        n => format!("Remove the {n} leads of {}?", line.file_name),
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
