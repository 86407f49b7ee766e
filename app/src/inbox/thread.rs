//! A conversation: timeline, question, composer and notes.

use super::{
    api::{AddNote, conversation, mark_read},
    composer::Composer,
    entry::Entry,
    hold::HoldQuestion,
    view::ConversationView,
};
use crate::{
    AppError,
    live::Live,
    ui::{Outcome, Waiting, loaded},
};
use leptos::prelude::*;
use leptos_router::components::A;
use realtoros_domain::ids::LeadId;

/// Everything that was said with a lead, and what can be said now.
#[component]
pub fn Thread(
    #[prop(into)] lead: Signal<LeadId>,
    /// Whether it says with whom, where the page does not.
    #[prop(optional)]
    titled: bool,
) -> impl IntoView {
    let live = Live::get();
    let found = Resource::new(
        move || (lead.get(), live.messages.get(), live.leads.get(), live.assistant.get()),
        |(lead, ..)| conversation(lead),
    );
    // Being on the screen is being read; it is told once for each lead that is opened.
    Effect::new(move |_| {
        let lead = lead.get();
        leptos::task::spawn_local(async move {
            let _ = mark_read(lead).await;
        });
    });
    view! {
        <Transition fallback=|| view! { <Waiting what="Opening the conversation" /> }>
            <Conversation found titled />
            <NoteForm lead />
        </Transition>
    }
}

/// Timeline and composer. What waits for the resource is made inside the waiting, so that server and browser agree.
#[component]
fn Conversation(found: Resource<Result<ConversationView, AppError>>, titled: bool) -> impl IntoView {
    let entries = move || {
        found.get().map(|found| {
            loaded(found, |found| {
                let head = titled.then(|| {
                    let href = format!("/app/leads/{}", found.lead);
                    view! {
                        <header class="row">
                            <h2>{found.name.clone()}</h2>
                            <A href=href attr:class="push">"Open lead"</A>
                        </header>
                    }
                });
                let entries =
                    found.entries.clone().into_iter().map(|entry| view! { <Entry entry /> }).collect_view();
                let question = found.on_hold.then(|| view! { <HoldQuestion conversation=found /> });
                // It stands where the page opens: here at the newest message, elsewhere at the oldest.
                let (above, below) = if titled { (None, question) } else { (question, None) };
                view! { {head} {above} <ol class="timeline">{entries}</ol> {below} }
            })
        })
    };
    // The composer is made anew for another lead only, so that news do not take away what is being typed.
    let head = Memo::new(move |before: Option<&Option<ConversationView>>| {
        let now = found.get().and_then(Result::ok);
        let same = |before: &ConversationView| now.as_ref().is_none_or(|now| now.lead == before.lead);
        match before {
            Some(Some(before)) if same(before) => Some(before.clone()),
            _ => now,
        }
    });
    view! {
        {entries}
        {move || head.get().map(|conversation| view! { <Composer conversation /> })}
    }
}

/// A note that only the account sees. One that tells of an opt-out counts (P-47).
#[component]
fn NoteForm(lead: Signal<LeadId>) -> impl IntoView {
    let live = Live::get();
    let text = RwSignal::new(String::new());
    let noting = ServerAction::<AddNote>::new();
    Effect::new(move |_| {
        if noting.value().get().is_some_and(|done| done.is_ok()) {
            text.set(String::new());
            live.messages.update(|n| *n += 1);
        }
    });
    let add = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        noting.dispatch(AddNote { lead: lead.get_untracked(), text: text.get_untracked() });
    };
    view! {
        <details class="disclosure">
            <summary>"Add a note"</summary>
            <form on:submit=add>
                <div class="field">
                    <label for="note">"Note"</label>
                    <textarea id="note" name="note" rows="2" bind:value=text></textarea>
                    <p class="hint">"Only you see it. If they asked you to stop, write it here and it is honored at once."</p>
                </div>
                <button class="button small">"Add the note"</button>
            </form>
            <Outcome value=noting.value() />
        </details>
    }
}
