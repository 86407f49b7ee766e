//! Facts to accept or reject.

use super::{
    api::{Accept, Reject},
    view::SuggestionView,
};
use leptos::prelude::*;

/// The open suggestions, a line each.
#[component]
pub fn Suggestions(
    listed: Vec<SuggestionView>,
    accept: ServerAction<Accept>,
    reject: ServerAction<Reject>,
) -> impl IntoView {
    if listed.is_empty() {
        return ().into_any();
    }
    let lines = listed.into_iter().map(|fact| view! { <Suggestion fact accept reject /> }).collect_view();
    view! {
        <section class="suggestion" aria-labelledby="suggestions">
            <header id="suggestions">"Suggested by AI"</header>
            <ul class="stack tight" role="list">{lines}</ul>
        </section>
    }
    .into_any()
}

#[component]
fn Suggestion(
    fact: SuggestionView,
    accept: ServerAction<Accept>,
    reject: ServerAction<Reject>,
) -> impl IntoView {
    let SuggestionView { id, field, value, quote, message } = fact;
    // From the click on, until the list comes again: a second click would decide what is decided.
    let sent = RwSignal::new(false);
    Effect::new(move |_| {
        let mine = accept.input().get().is_some_and(|asked| asked.id == id)
            || reject.input().get().is_some_and(|asked| asked.id == id);
        let failed =
            matches!(accept.value().get(), Some(Err(_))) || matches!(reject.value().get(), Some(Err(_)));
        if mine || failed {
            sent.set(mine);
        }
    });
    let (id, same_id) = (id.to_string(), id.to_string());
    let [accept_name, reject_name] = ["Accept", "Reject"].map(|verb| format!("{verb} {field}: {value}"));
    let source = format!("Source: \u{201c}{quote}\u{201d}");
    view! {
        <li class="row">
            <span>
                <strong>{field}</strong> ": " {value}
                <sup class="citation"><a href=format!("#m-{message}") title=source.clone() aria-label=source>"1"</a></sup>
            </span>
            <ActionForm action=accept attr:class="push">
                <input type="hidden" name="id" value=id />
                <button class="button small" aria-label=accept_name disabled=sent>"Accept"</button>
            </ActionForm>
            <ActionForm action=reject>
                <input type="hidden" name="id" value=same_id />
                <button class="button small quiet" aria-label=reject_name disabled=sent>"Reject"</button>
            </ActionForm>
        </li>
    }
    .into_any()
}
