//! Which page stands at which address.

use super::frame::Frame;
use crate::{
    account::SettingsPage,
    calendar::CalendarPage,
    imports::{ImportPage, ImportRunPage},
    inbox::{InboxPage, Unsent},
    leads::{BoardPage, DuplicatesPage, LeadPage, LeadsPage},
    listings::ListingsPage,
    live::Live,
    newsletters::{NewsletterPage, NewslettersPage},
    privacy::{
        DoNotCallPage, ErasuresPage, ExportsPage, PrivacyPage, RequestPage, RequestsPage, RetentionPage,
        SignedPage,
    },
    today::TodayPage,
};
use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::{
    Lazy, LazyRoute, SsrMode,
    components::{Route, Router, Routes},
    path,
};

/// A part of the dashboard whose code the browser fetches when one of its pages is first opened. Pages that share
/// much are one part: every combination of parts costs a file of what only they share.
macro_rules! part {
    ($part:ident, $preload:ident: $($route:ident = $page:ident),* $(,)?) => {
        #[lazy]
        fn $part(page: &'static str) -> AnyView {
            mark_awake();
            $(if page == stringify!($route) {
                return view! { <$page /> }.into_any();
            })*
            ().into_any()
        }

        $(
            struct $route;

            impl LazyRoute for $route {
                fn data() -> Self {
                    Self
                }

                async fn view(_this: Self) -> AnyView {
                    $part(stringify!($route)).await
                }

                async fn preload() {
                    #[cfg(target_arch = "wasm32")]
                    $preload().await;
                }
            }
        )*
    };
}

part!(people, __preload_people: Leads = LeadsPage, Board = BoardPage, Duplicates = DuplicatesPage, Lead = LeadPage, Inbox = InboxPage);
part!(files, __preload_files: Import = ImportPage, ImportRun = ImportRunPage);
part!(letters, __preload_letters: Newsletters = NewslettersPage, Newsletter = NewsletterPage, Listings = ListingsPage);
part!(own, __preload_own: Privacy = PrivacyPage, Requests = RequestsPage, Request = RequestPage, Erasures = ErasuresPage, Exports = ExportsPage, Retention = RetentionPage, DoNotCall = DoNotCallPage, Signed = SignedPage, Settings = SettingsPage, Calendar = CalendarPage);

/// The first page, which most people open first: part of what is always fetched.
#[component]
fn FirstPage() -> impl IntoView {
    mark_awake();
    view! { <TodayPage /> }
}

/// Browser tests wait for this mark before they click.
fn mark_awake() {
    Effect::new(|_| {
        if let Some(body) = document().body() {
            let _ = body.set_attribute("data-hydrated", "");
        }
    });
}

/// The dashboard.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    Live::provide();
    Unsent::provide();
    view! {
        <Title text="" formatter=|page: String| if page.is_empty() { "RealtorOS".to_owned() } else { format!("{page} · RealtorOS") } />
        <Router>
            <Frame>
                <Routes fallback=NotFound>
                    <Route path=path!("/app/today") view=FirstPage ssr=SsrMode::Async />
                    <Route path=path!("/app/leads") view={Lazy::<Leads>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/app/leads/board") view={Lazy::<Board>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/app/leads/duplicates") view={Lazy::<Duplicates>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/app/leads/:id") view={Lazy::<Lead>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/app/import") view={Lazy::<Import>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/app/import/:id") view={Lazy::<ImportRun>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/app/inbox") view={Lazy::<Inbox>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/app/inbox/:lead") view={Lazy::<Inbox>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/app/calendar") view={Lazy::<Calendar>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/app/newsletters") view={Lazy::<Newsletters>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/app/newsletters/:id") view={Lazy::<Newsletter>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/app/listings") view={Lazy::<Listings>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/app/privacy") view={Lazy::<Privacy>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/app/privacy/requests") view={Lazy::<Requests>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/app/privacy/requests/:id") view={Lazy::<Request>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/app/privacy/signed") view={Lazy::<Signed>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/app/privacy/erasures") view={Lazy::<Erasures>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/app/privacy/exports") view={Lazy::<Exports>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/app/privacy/retention") view={Lazy::<Retention>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/app/privacy/do-not-call") view={Lazy::<DoNotCall>::new()} ssr=SsrMode::Async />
                    <Route path=path!("/app/settings") view={Lazy::<Settings>::new()} ssr=SsrMode::Async />
                </Routes>
            </Frame>
        </Router>
    }
}

#[component]
fn NotFound() -> impl IntoView {
    mark_awake();
    view! {
        <crate::ui::PageHead title="Nothing here".to_owned() lede="This page does not exist, or no longer." />
        <p><a class="button" href="/app/today">"Go to Today"</a></p>
    }
}
