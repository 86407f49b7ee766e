//! The page of one newsletter.

use super::{
    api::{get_newsletter, newsletter_options},
    draft::Draft,
    editor::Editor,
    preview::PreviewPane,
    recipients::RecipientsPanel,
    send::SendPanel,
    views::{NewsletterView, Options},
};
use crate::{
    AppError,
    ui::{PageHead, Waiting, loaded},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use realtoros_domain::{ids::NewsletterId, newsletter::State};

/// Editor, preview, recipients and sending of one newsletter.
#[component]
pub fn NewsletterPage() -> impl IntoView {
    let params = use_params_map();
    let id = move || params.with(|params| params.get("id").and_then(|id| id.parse::<NewsletterId>().ok()));
    let changed = RwSignal::new(0_u32);
    let page = Resource::new(
        move || (id(), changed.get()),
        |(id, _)| async move {
            let id = id.ok_or(AppError::NotFound)?;
            Ok::<_, AppError>((get_newsletter(id).await?, newsletter_options().await?))
        },
    );
    view! {
        <PageHead title="Newsletter".to_owned()>
            <a class="button" href="/app/newsletters">"All newsletters"</a>
        </PageHead>
        <Transition fallback=|| view! { <Waiting what="Loading the newsletter" /> }>
            {move || Suspend::new(async move {
                loaded(page.await, move |(view, options)| view! { <Whole view options changed /> }.into_any())
            })}
        </Transition>
    }
}

#[component]
fn Whole(view: NewsletterView, options: Options, changed: RwSignal<u32>) -> impl IntoView {
    let (id, leads) = (view.id, options.leads.clone());
    let draft = Draft::new(id, view.content.clone());
    let is_draft = view.state == State::Draft;
    let is_ahead = matches!(view.state, State::Draft | State::Approved);
    let left = if is_draft {
        view! { <Editor draft options /> }.into_any()
    } else {
        view! { <p class="muted">"The content no longer changes."</p> }.into_any()
    };
    // Erased one by one: the type of the whole page is deeper than the compiler follows.
    let preview = view! { <PreviewPane id leads content=draft.shown /> }.into_any();
    let sending = view! { <SendPanel view changed /> }.into_any();
    let recipients = is_ahead.then(|| view! { <RecipientsPanel id stored=draft.stored /> }.into_any());
    view! {
        <div class="split">
            <div class="stack">
                {left}
                {preview}
            </div>
            <aside class="stack">
                {sending}
                {recipients}
            </aside>
        </div>
    }
}
