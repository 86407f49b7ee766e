//! The head and foot of the pages about RealtorOS.

use leptos::prelude::*;

/// The brand above a page that says one thing.
#[component]
pub fn BrandHead() -> impl IntoView {
    view! {
        <header class="public-head">
            <a class="brand" href="/"><img src="/favicon.svg" alt="" />"RealtorOS"</a>
        </header>
    }
}

/// Brand and links above, the page in the middle, the promises below.
#[component]
pub fn PublicFrame(
    /// Whether the visitor is signed in.
    signed_in: bool,
    children: Children,
) -> impl IntoView {
    let account = if signed_in { ("/app/today", "Open RealtorOS") } else { ("/sign-in", "Sign in") };
    view! {
        <a class="skip-link" href="#main">"Skip to content"</a>
        <header class="public-head">
            <a class="brand" href="/"><img src="/favicon.svg" alt="" />"RealtorOS"</a>
            <nav aria-label="Main">
                <ul>
                    <li><a href="/privacy">"Privacy policy"</a></li>
                    <li><a href="/subprocessors">"Sub-processors"</a></li>
                    <li><a class="button small" href=account.0>{account.1}</a></li>
                </ul>
            </nav>
        </header>
        <main id="main" tabindex="-1">{children()}</main>
        <footer class="footer">
            <div>
                <span>"RealtorOS"</span>
                <ul>
                    <li><a href="/privacy">"Privacy policy"</a></li>
                    <li><a href="/subprocessors">"Sub-processors"</a></li>
                </ul>
            </div>
        </footer>
    }
}
