//! A card of the lead's page that is changed in place.

use crate::{AppError, live::Live};
use leptos::prelude::*;

/// A card that shows something, and its form (the children) while `editing`.
#[component]
pub fn EditCard(
    /// The id of the heading.
    id: &'static str,
    title: &'static str,
    /// What is edited, for those who do not see the heading.
    what: &'static str,
    editing: RwSignal<bool>,
    #[prop(into)] shown: ViewFn,
    children: ChildrenFn,
) -> impl IntoView {
    view! {
        <section class="card" aria-labelledby=id>
            <header class="row">
                <h2 id=id>{title}</h2>
                <Show when=move || !editing.get()>
                    <button type="button" class="button small push" on:click=move |_| editing.set(true)>
                        "Edit" <span class="visually-hidden">{format!(" {what}")}</span>
                    </button>
                </Show>
            </header>
            // The form keeps what is typed: news about the lead do not touch it.
            <Show when=move || editing.get() fallback=shown>
                {children()}
            </Show>
        </section>
    }
}

/// The end of such a form.
#[component]
pub fn SaveOrCancel(#[prop(into)] pending: Signal<bool>, editing: RwSignal<bool>) -> impl IntoView {
    view! {
        <div class="form-actions">
            <button class="button primary" disabled=pending>"Save"</button>
            <button type="button" class="button quiet" on:click=move |_| editing.set(false)>"Cancel"</button>
        </div>
    }
}

/// Shows the card again, with what is new, once it is saved.
pub fn close_when_saved(outcome: impl Into<Signal<Option<Result<(), AppError>>>>, editing: RwSignal<bool>) {
    let outcome = outcome.into();
    let live = Live::get();
    Effect::new(move |_| {
        if matches!(outcome.get(), Some(Ok(()))) {
            editing.set(false);
            live.leads.update(|n| *n += 1);
        }
    });
}
