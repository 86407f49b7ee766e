//! An import at work.

use super::{
    run_page::Actions,
    view::{ImportRun, State},
};
use leptos::prelude::*;

/// How far it has come, and a way to stop it.
#[component]
pub fn Working(run: ImportRun, actions: Actions) -> impl IntoView {
    let undoing = run.line.state == State::Undoing;
    let (done, of) = (run.progress.done, run.progress.of);
    let label = match (undoing, of) {
        (true, _) => "Taking the import back".to_owned(),
        (false, 0) => "Getting ready".to_owned(),
        (false, _) => format!("Row {done} of {of}"),
    };
    let bar = if of == 0 {
        view! { <progress id="import-progress"></progress> }.into_any()
    } else {
        view! { <progress id="import-progress" max=of.to_string() value=done.to_string()></progress> }
            .into_any()
    };
    let id = run.line.id.to_string();
    view! {
        {run.progress.is_dead.then(|| view! {
            <p class="flash error" role="alert">
                "The import could not go on, although we tried several times. What is written is whole; stop it, and then go on or undo it."
            </p>
        })}
        <div class="progress-line" aria-live="polite">
            <label for="import-progress">{label}</label>
            {bar}
        </div>
        <p class="muted">"You can leave this page; the work goes on."</p>
        {(!undoing).then(|| view! {
            <ActionForm action=actions.cancel>
                <input type="hidden" name="id" value=id />
                <button class="button" disabled=actions.cancel.pending()>"Stop"</button>
            </ActionForm>
        })}
    }
}
