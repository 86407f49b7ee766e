//! The pages of privacy.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// What marks a plain page of the server's, outside of the dashboard's own navigation.
const PLAIN: Option<&str> = Some("external");

/// Address and name of each page, and whether it is a plain one.
pub const PAGES: &[(&str, &str, Option<&str>)] = &[
    ("/app/privacy", "Overview", None),
    ("/app/privacy/requests", "Requests", None),
    ("/app/privacy/exports", "Exports", None),
    ("/app/privacy/erasures", "Erasures", None),
    ("/app/privacy/retention", "Retention", None),
    ("/app/privacy/do-not-call", "Do not call", None),
    ("/app/privacy/signed", "History", None),
    ("/app/privacy/processors", "Who gets data", PLAIN),
    ("/app/privacy/transfer", "Transfers", PLAIN),
    ("/app/privacy/closing", "Close account", PLAIN),
];

/// Links between the pages of privacy, below the head of each.
#[component]
pub fn Tabs() -> impl IntoView {
    let location = use_location();
    let links = PAGES
        .iter()
        .map(|(path, name, rel)| {
            let here = move || is_here(&location.pathname.get(), path).then_some("page");
            // The router's own link would mark the overview on every page below it.
            view! { <a href=*path rel=*rel aria-current=here>{*name}</a> }
        })
        .collect_view();
    view! { <nav class="tabs" aria-label="Pages of privacy">{links}</nav> }
}

/// Whether an address is a page, or one below it; the overview has none of its own below it.
fn is_here(address: &str, page: &str) -> bool {
    let below = address.strip_prefix(page);
    below.is_some_and(|rest| rest.is_empty() || (page != PAGES[0].0 && rest.starts_with('/')))
}

#[cfg(test)]
mod tests {
    use super::is_here;

    #[test]
    fn a_page_below_another_belongs_to_it() {
        assert!(is_here("/app/privacy", "/app/privacy"));
        assert!(!is_here("/app/privacy/requests", "/app/privacy"));
        assert!(is_here("/app/privacy/requests/1", "/app/privacy/requests"));
        assert!(!is_here("/app/privacy/requestsx", "/app/privacy/requests"));
    }
}
