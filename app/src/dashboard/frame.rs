//! The frame around every page of the dashboard: navigation and the main column.

use super::closing::Closing;
use leptos::prelude::*;
use leptos_router::{components::A, hooks::use_location};

/// The places of the dashboard: path, name.
const PLACES: [(&str, &str); 8] = [
    ("/app/today", "Today"),
    ("/app/leads", "Leads"),
    ("/app/inbox", "Inbox"),
    ("/app/newsletters", "Newsletters"),
    ("/app/listings", "Listings"),
    ("/app/import", "Import"),
    ("/app/privacy", "Privacy"),
    ("/app/settings", "Settings"),
];

/// Navigation beside, content in the middle.
#[component]
pub fn Frame(children: Children) -> impl IntoView {
    let location = use_location();
    let places = PLACES
        .map(|(path, name)| {
            let here = move || location.pathname.get().starts_with(path).then_some("page");
            view! { <li><A href=path attr:aria-current=here>{name}</A></li> }
        })
        .collect_view();
    view! {
        <a class="skip-link" href="#main">"Skip to content"</a>
        <div class="shell">
            <div class="sidebar">
                <a class="brand" href="/app/today" rel="home"><img src="/favicon.svg" alt="" />"RealtorOS"</a>
                <nav aria-label="Main">
                    <ul>
                        {places}
                        <li>
                            <form method="post" action="/sign-out">
                                <button>"Sign out"</button>
                            </form>
                        </li>
                    </ul>
                </nav>
            </div>
            <main class="content" id="main" tabindex="-1"><Closing />{children()}</main>
        </div>
    }
}
