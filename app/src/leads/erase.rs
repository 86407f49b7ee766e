//! Erasing a lead: what it means, and the password once more.

use super::{lead_api::EraseLead, lead_view::LeadView};
use crate::ui::Outcome;
use leptos::{html, prelude::*};
use leptos_router::hooks::use_navigate;

/// The dialog. `open` counts how often somebody asked for it.
#[component]
pub fn EraseDialog(lead: Signal<LeadView>, open: RwSignal<u32>) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    let erasing = ServerAction::<EraseLead>::new();
    let navigate = use_navigate();
    Effect::new(move |_| {
        if open.get() > 0
            && let Some(dialog) = dialog.get_untracked()
        {
            let _ = dialog.show_modal();
        }
    });
    Effect::new(move |_| {
        if let Some(Ok(id)) = erasing.value().get() {
            navigate(&format!("/app/privacy/erasures?made={id}"), leptos_router::NavigateOptions::default());
        }
    });
    let name = move || format!("Erase {}?", lead.read().name);
    let minor = move || lead.read().maybe_minor.to_string();
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
            <ActionForm action=erasing attr:class="stack tight">
                <input type="hidden" name="id" value=move || lead.read().id.to_string() />
                <input type="hidden" name="minor" value=minor />
                <div class="field">
                    <label for="erase-password">"Your password"</label>
                    <input id="erase-password" name="password" type="password" autocomplete="current-password" required />
                </div>
                <Outcome value=erasing.value() />
                <div class="form-actions">
                    <button type="button" class="button" on:click=move |_| { if let Some(dialog) = dialog.get_untracked() { dialog.close(); } }>
                        "Keep"
                    </button>
                    <button class="button danger" disabled=move || erasing.pending().get()>"Erase for good"</button>
                </div>
            </ActionForm>
        </dialog>
    }
}
