//! Facts to accept or reject.

use super::{
    api::{Accept, Reject},
    view::SuggestionView,
};
use leptos::prelude::*;

/// The open suggestions.
#[component]
pub fn Suggestions(
    listed: Vec<SuggestionView>,
    accept: ServerAction<Accept>,
    reject: ServerAction<Reject>,
) -> impl IntoView {
    listed.into_iter().map(|fact| view! { <Suggestion fact accept reject /> }).collect_view()
}

#[component]
fn Suggestion(
    fact: SuggestionView,
    accept: ServerAction<Accept>,
    reject: ServerAction<Reject>,
) -> impl IntoView {
    let SuggestionView { id, field, value, quote, message } = fact;
    let (id, same_id) = (id.to_string(), id.to_string());
    let [title, accept_name, reject_name] =
        ["Suggested by AI:", "Accept", "Reject"].map(|verb| format!("{verb} {field}: {value}"));
    view! {
        <section class="suggestion" aria-label=title>
            <header>"Suggested by AI"</header>
            <p>
                <strong>{field}</strong> ": " {value}
                <sup class="citation"><a href=format!("#m-{message}") aria-label="Source">"1"</a></sup>
            </p>
            <blockquote class="small muted">{quote}</blockquote>
            <div class="actions">
                <ActionForm action=accept>
                    <input type="hidden" name="id" value=id />
                    <button class="button small primary" aria-label=accept_name>"Accept"</button>
                </ActionForm>
                <ActionForm action=reject>
                    <input type="hidden" name="id" value=same_id />
                    <button class="button small quiet" aria-label=reject_name>"Reject"</button>
                </ActionForm>
            </div>
        </section>
    }
    .into_any()
}
