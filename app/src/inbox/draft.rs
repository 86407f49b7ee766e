//! A draft of the assistant: a person changes, approves or rejects it.

use super::{
    added::{AddedNote, IMPRINT, added_to},
    api::{Approve, Discard},
    decision::DecisionLine,
    view::{DraftView, EntryView},
};
use crate::{live::Live, ui::Outcome};
use leptos::prelude::*;

/// A draft that waits for a person. Each citation leads to the message that it rests on. The sentence that says who writes
/// stands outside of what can be edited (P-30), and what the gate will say is shown before it is asked (P-54).
#[component]
pub fn DraftCard(entry: EntryView, draft: DraftView) -> impl IntoView {
    let id = entry.id;
    let live = Live::get();
    let text = RwSignal::new(entry.text);
    let (approving, rejecting) = (ServerAction::<Approve>::new(), ServerAction::<Discard>::new());
    Effect::new(move |_| {
        if approving.value().get().is_some_and(|done| done.is_ok())
            || rejecting.value().get().is_some_and(|done| done.is_ok())
        {
            live.messages.update(|n| *n += 1);
        }
    });
    let remarks =
        entry.remarks.into_iter().map(|remark| view! { <p class="flash warn">{remark}</p> }).collect_view();
    let cites = entry
        .cites
        .into_iter()
        .zip(1..)
        .map(|(message, n)| {
            view! {
                <sup class="citation">
                    <a href=format!("#m-{message}") aria-label=format!("Source {n}: the message that this rests on")>{n}</a>
                </sup>
            }
        })
        .collect_view();
    let can_send = draft.decision.can_send;
    let imprint = draft.decision.sells_by_mail.then(|| view! { <p class="hint">{IMPRINT}</p> });
    let (brand, in_front) = (draft.decision.introduces.clone(), draft.disclosure.clone().unwrap_or_default());
    let added =
        Memo::new(move |_| text.with(|text| added_to(&format!("{in_front} {text}"), brand.as_deref())));
    let disclosure = draft.disclosure.map(|sentence| {
        view! { <p>{sentence}" "<span class="muted small">"This sentence is added in front."</span></p> }
    });
    view! {
        <section class="suggestion" aria-label="Draft by AI" id=format!("m-{id}")>
            <header>"Draft by AI" {cites}</header>
            {remarks}
            {disclosure}
            <label>
                <span class="visually-hidden">"Draft"</span>
                <textarea rows="3" bind:value=text></textarea>
            </label>
            <AddedNote added />
            {imprint}
            <DecisionLine decision=draft.decision />
            <div class="actions">
                <button
                    class="button small primary"
                    disabled=move || !can_send || approving.pending().get()
                    on:click=move |_| { approving.dispatch(Approve { id, text: text.get_untracked() }); }
                >
                    "Approve and send"
                </button>
                <button class="button small quiet" on:click=move |_| { rejecting.dispatch(Discard { id }); }>"Reject"</button>
            </div>
            <Outcome value=approving.value() />
            <Outcome value=rejecting.value() />
        </section>
    }
}
