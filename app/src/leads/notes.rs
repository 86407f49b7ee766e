//! A note that only the account sees. One that tells of an opt-out counts (P-47).

use super::api::AddNote;
use crate::{live::Live, ui::Outcome};
use leptos::prelude::*;
use realtoros_domain::ids::LeadId;

/// Writes a note.
#[component]
pub fn NoteForm(id: LeadId) -> impl IntoView {
    let live = Live::get();
    let adding = ServerAction::<AddNote>::new();
    let text = RwSignal::new(String::new());
    Effect::new(move |_| {
        if adding.value().get().is_some_and(|outcome| outcome.is_ok()) {
            text.set(String::new());
            live.messages.update(|n| *n += 1);
            live.leads.update(|n| *n += 1);
        }
    });
    let said = move || adding.value().get().and_then(Result::ok);
    view! {
        <form class="card stack tight" on:submit=move |event| {
            event.prevent_default();
            adding.dispatch(AddNote { id, text: text.get_untracked() });
        }>
            <div class="field">
                <label for="note">"Note"</label>
                <textarea id="note" name="text" rows="2" bind:value=text aria-describedby="note-hint"></textarea>
                <p class="hint" id="note-hint">"Only you see it. If they asked you to stop, write it here: it ends contact."</p>
            </div>
            <div class="row">
                <button class="button small" disabled=move || text.get().trim().is_empty() || adding.pending().get()>"Add the note"</button>
                <span role="status" class="small muted">{said}</span>
            </div>
            <Outcome value=adding.value() />
        </form>
    }
}
