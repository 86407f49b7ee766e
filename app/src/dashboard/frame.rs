//! The frame around every page of the dashboard: navigation and the main column.

use super::closing::Closing;
use leptos::{html, prelude::*};
use leptos_router::{components::A, hooks::use_location};

/// The places of the dashboard: path, name. On a phone those after [`FIRST`] are under “More”.
static PLACES: [(&str, &str); 9] = [
    ("/app/today", "Today"),
    ("/app/leads", "Leads"),
    ("/app/inbox", "Inbox"),
    ("/app/newsletters", "Newsletters"),
    ("/app/calendar", "Calendar"),
    ("/app/listings", "Listings"),
    ("/app/import", "Import"),
    ("/app/privacy", "Privacy"),
    ("/app/settings", "Settings"),
];

/// How many places the bottom bar of a phone shows.
const FIRST: usize = 4;

/// Navigation beside, content in the middle.
#[component]
pub fn Frame(children: Children) -> impl IntoView {
    let more = NodeRef::<html::Details>::new();
    let close = move |_| {
        if let Some(more) = more.get_untracked() {
            more.set_open(false);
        }
    };
    view! {
        <a class="skip-link" href="#main">"Skip to content"</a>
        <div class="shell">
            <div class="sidebar">
                <a class="brand" href="/app/today" rel="home"><img src="/favicon.svg" alt="" />"RealtorOS"</a>
                <nav aria-label="Main">
                    <ul>
                        <Places places={&PLACES[..FIRST]} beside=false />
                        <Places places={&PLACES[FIRST..]} beside=true />
                        <li class="beside way-out"><SignOut /></li>
                        <li class="more">
                            <details node_ref=more>
                                <summary>"More"</summary>
                                <ul on:click=close>
                                    <Places places={&PLACES[FIRST..]} beside=false />
                                    <li><SignOut /></li>
                                </ul>
                            </details>
                        </li>
                    </ul>
                </nav>
            </div>
            <main class="content" id="main" tabindex="-1"><Closing />{children()}</main>
        </div>
    }
}

/// Links to places; those `beside` the page stand in the sidebar only.
#[component]
fn Places(places: &'static [(&'static str, &'static str)], beside: bool) -> impl IntoView {
    let pathname = use_location().pathname;
    places
        .iter()
        .map(|&(path, name)| {
            let here = move || pathname.get().starts_with(path).then_some("page");
            view! { <li class:beside=beside><A href=path attr:aria-current=here>{name}</A></li> }
        })
        .collect_view()
}

#[component]
fn SignOut() -> impl IntoView {
    view! { <form method="post" action="/sign-out"><button>"Sign out"</button></form> }
}
