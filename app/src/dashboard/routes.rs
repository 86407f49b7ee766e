//! Which page stands at which address.

use super::frame::Frame;
use crate::{
    account::SettingsPage,
    imports::{ImportPage, ImportRunPage},
    inbox::InboxPage,
    leads::{BoardPage, DuplicatesPage, LeadPage, LeadsPage},
    listings::ListingsPage,
    live::Live,
    newsletters::{NewsletterPage, NewslettersPage},
    privacy::PrivacyPage,
    today::TodayPage,
};
use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::{
    SsrMode,
    components::{Route, Router, Routes},
    path,
};

/// The dashboard.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    Live::provide();
    // Browser tests wait for this mark before they click.
    Effect::new(|_| {
        if let Some(body) = document().body() {
            let _ = body.set_attribute("data-hydrated", "");
        }
    });
    view! {
        <Title formatter=|page: String| if page.is_empty() { "RealtorOS".to_owned() } else { format!("{page} · RealtorOS") } />
        <Router>
            <Frame>
                <Routes fallback=NotFound>
                    <Route path=path!("/app/today") view=TodayPage ssr=SsrMode::Async />
                    <Route path=path!("/app/leads") view=LeadsPage ssr=SsrMode::Async />
                    <Route path=path!("/app/leads/board") view=BoardPage ssr=SsrMode::Async />
                    <Route path=path!("/app/leads/duplicates") view=DuplicatesPage ssr=SsrMode::Async />
                    <Route path=path!("/app/leads/:id") view=LeadPage ssr=SsrMode::Async />
                    <Route path=path!("/app/import") view=ImportPage ssr=SsrMode::Async />
                    <Route path=path!("/app/import/:id") view=ImportRunPage ssr=SsrMode::Async />
                    <Route path=path!("/app/inbox") view=InboxPage ssr=SsrMode::Async />
                    <Route path=path!("/app/inbox/:lead") view=InboxPage ssr=SsrMode::Async />
                    <Route path=path!("/app/newsletters") view=NewslettersPage ssr=SsrMode::Async />
                    <Route path=path!("/app/newsletters/:id") view=NewsletterPage ssr=SsrMode::Async />
                    <Route path=path!("/app/listings") view=ListingsPage ssr=SsrMode::Async />
                    <Route path=path!("/app/privacy") view=PrivacyPage ssr=SsrMode::Async />
                    <Route path=path!("/app/settings") view=SettingsPage ssr=SsrMode::Async />
                </Routes>
            </Frame>
        </Router>
    }
}

#[component]
fn NotFound() -> impl IntoView {
    view! {
        <crate::ui::PageHead title="Nothing here".to_owned() lede="This page does not exist, or no longer." />
        <p><a class="button" href="/app/today">"Go to Today"</a></p>
    }
}
