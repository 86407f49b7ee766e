//! The head of a page.

use leptos::prelude::*;
use leptos_meta::Title;

/// The title of a page, one sentence about it, and its main actions.
#[component]
pub fn PageHead(
    #[prop(into)] title: Signal<String>,
    #[prop(optional, into)] lede: Option<String>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    // The server writes the document's head last, when what a page has made may be gone.
    let known = title.get_untracked();
    view! {
        <Title text=move || title.try_get().unwrap_or_else(|| known.clone()) />
        <header class="page-head">
            <div>
                <h1>{title}</h1>
                {lede.map(|text| view! { <p class="lede">{text}</p> })}
            </div>
            {children.map(|actions| view! { <div class="actions">{actions()}</div> })}
        </header>
    }
}
