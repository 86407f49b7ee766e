//! Erasing a lead: what it means, and the password once more.

use super::{
    lead_api::{EraseLead, erase_lead},
    lead_view::LeadView,
};
use crate::ui::Outcome;
use leptos::{html, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};

/// The dialog. `open` counts how often somebody asked for it.
#[component]
pub fn EraseDialog(lead: Signal<LeadView>, open: RwSignal<u32>) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    let navigate = use_navigate();
    // The news of the erasure may be here before the answer, and take this dialog away: what follows does not depend on it.
    let erasing = Action::new(move |erase: &EraseLead| {
        let (EraseLead { id, minor, password }, navigate) = (erase.clone(), navigate.clone());
        async move {
            let outcome = erase_lead(id, minor, password).await;
            if let Ok(made) = &outcome {
                navigate(&format!("/app/privacy/erasures?made={made}"), NavigateOptions::default());
            }
            outcome
        }
    });
    Effect::new(move |_| {
        if open.get() > 0
            && let Some(dialog) = dialog.get_untracked()
        {
            let _ = dialog.show_modal();
        }
    });
    let name = move || format!("Erase {}?", lead.read().name);
    let password = RwSignal::new(String::new());
    let submit = move || {
        let (id, minor) = lead.with_untracked(|lead| (lead.id, lead.maybe_minor));
        erasing.dispatch(EraseLead { id, minor, password: password.get_untracked() });
        password.set(String::new());
    };
    view! {
        <dialog class="dialog" aria-labelledby="erase-title" node_ref=dialog>
            <h2 id="erase-title">{name}</h2>
            <p>
                "Their record, messages, notes, drafts, newsletters, consent and links go, and the key that sealed them is destroyed. Twilio is \
                 asked to delete its copies. This cannot be undone."
            </p>
            <p class="small muted">
                "What stays has no name: their opt-outs and addresses as keyed hashes, so that an import does not bring them back, the link that ends \
                 newsletters, and a certificate. The last backup expires after 90 days."
            </p>
            <form class="stack tight" on:submit=move |event| { event.prevent_default(); submit(); }>
                <div class="field">
                    <label for="erase-password">"Your password"</label>
                    <input id="erase-password" name="password" type="password" autocomplete="current-password" required bind:value=password />
                </div>
                <Outcome value=erasing.value() />
                <div class="form-actions">
                    <button type="button" class="button" on:click=move |_| { if let Some(dialog) = dialog.get_untracked() { dialog.close(); } }>
                        "Keep"
                    </button>
                    <button class="button danger" disabled=move || erasing.pending().get()>"Erase for good"</button>
                </div>
            </form>
        </dialog>
    }
}
