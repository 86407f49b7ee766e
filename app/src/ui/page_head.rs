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
    view! {
        <Title text=title />
        <header class="page-head">
            <div>
                <h1>{title}</h1>
                {lede.map(|text| view! { <p class="lede">{text}</p> })}
            </div>
            {children.map(|actions| view! { <div class="actions">{actions()}</div> })}
        </header>
    }
}
