//! The pages of privacy.

use leptos::prelude::*;
use leptos_router::{components::A, hooks::use_location};

/// Address and name of each page.
const PAGES: &[(&str, &str)] = &[
    ("/app/privacy", "Overview"),
    ("/app/privacy/exports", "Exports"),
    ("/app/privacy/erasures", "Erasures"),
    ("/app/privacy/signed", "Signed history"),
];

/// Links between the pages of privacy, below the head of each.
#[component]
pub fn Tabs() -> impl IntoView {
    let location = use_location();
    let links = PAGES
        .iter()
        .map(|(path, name)| {
            let here = move || (location.pathname.get() == *path).then_some("page");
            view! { <A href=*path attr:aria-current=here>{*name}</A> }
        })
        .collect_view();
    view! { <nav class="tabs" aria-label="Pages of privacy">{links}</nav> }
}
