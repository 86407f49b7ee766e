//! The word on every page that the account is closing.

use super::api::closes_at;
use crate::format;
use leptos::prelude::*;

/// When the account closes, what is left until then, and the way back; nothing for an account that stays (P-56, P-63).
/// Closing and taking it back are plain forms, after which the page is made anew.
#[component]
pub fn Closing() -> impl IntoView {
    let found = OnceResource::new(closes_at());
    let banner = move || {
        found.get().and_then(Result::ok).flatten().map(|at| {
            view! {
                <p class="flash warn">
                    {format!("This account closes on {}. Until then you can read and export. ", format::day(at))}
                    <a href="/app/privacy/closing" rel="external">"Keep the account"</a>
                </p>
            }
        })
    };
    view! { <Transition>{banner}</Transition> }
}
