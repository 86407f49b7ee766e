//! The page of one newsletter.

use super::{
    api::{get_newsletter, newsletter_options},
    draft::Draft,
    editor::Editor,
    list::without_fields,
    preview::PreviewPane,
    recipients::RecipientsPanel,
    send::SendPanel,
    views::{NewsletterView, Options},
};
use crate::{
    AppError,
    ui::{PageHead, Waiting},
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
        <Transition fallback=|| view! { <Waiting what="Loading the newsletter" /> }>
            {move || Suspend::new(async move {
                match page.await {
                    Ok((view, options)) => view! { <Whole view options changed /> }.into_any(),
                    Err(error) => view! {
                        <Head title="Newsletter".to_owned() />
                        <p class="flash error" role="alert">{error.to_string()}</p>
                    }
                    .into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn Head(#[prop(into)] title: Signal<String>) -> impl IntoView {
    view! {
        <PageHead title>
            <a class="button" href="/app/newsletters">"All newsletters"</a>
        </PageHead>
    }
}

#[component]
fn Whole(view: NewsletterView, options: Options, changed: RwSignal<u32>) -> impl IntoView {
    let (id, state, leads) = (view.id, view.state, options.leads.clone());
    let draft = Draft::new(id, view.content.clone());
    let blocked = RwSignal::new(false);
    let is_ahead = matches!(state, State::Draft | State::Approved);
    let title = Signal::derive(move || {
        let subject = without_fields(draft.subject.read().trim());
        if subject.is_empty() { "Newsletter".to_owned() } else { subject }
    });
    // Erased one by one: the type of the whole page is deeper than the compiler follows.
    let preview = view! { <PreviewPane id leads content=draft.shown is_ahead blocked /> }.into_any();
    let sending = view! { <SendPanel view changed blocked /> }.into_any();
    let recipients = is_ahead.then(|| view! { <RecipientsPanel id stored=draft.stored /> }.into_any());
    let content = match locked(state) {
        None => view! { <div class="letter">{view! { <Editor draft options /> }.into_any()} {preview}</div> }
            .into_any(),
        Some(why) => view! { <p class="muted">{why}</p> {preview} }.into_any(),
    };
    view! {
        <Head title />
        <div class="letter">{sending} {recipients}</div>
        {content}
    }
}

/// Why the content cannot be changed, if so.
const fn locked(state: State) -> Option<&'static str> {
    match state {
        State::Draft => None,
        State::Approved => Some("Approved; “Change it again” opens it for changes."),
        State::Sending | State::Sent => Some("Sent; it can no longer be changed."),
        State::Canceled => Some("Stopped; it can no longer be changed."),
    }
}
