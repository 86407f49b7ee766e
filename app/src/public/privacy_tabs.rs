//! The links between the pages of privacy, on those that need no script.

use crate::privacy::tabs::PAGES;
use leptos::prelude::*;

/// The same links as in the dashboard; `here` is the address of the open page.
#[component]
pub fn PrivacyTabs(here: &'static str) -> impl IntoView {
    let links = PAGES
        .iter()
        .map(|(path, name, _)| {
            let current = (*path == here).then_some("page");
            view! { <a href=*path aria-current=current>{*name}</a> }
        })
        .collect_view();
    view! { <nav class="tabs" aria-label="Pages of privacy">{links}</nav> }
}
