//! The answer where there is no page.

use super::{BrandHead, Look, document_with_status};
use axum::{http::StatusCode, response::Response};
use leptos::prelude::*;

/// A page that says so, with ways on. It is the same whatever was asked for; who is signed in is led back to work.
pub fn not_found(signed_in: bool) -> Response {
    let (front, work) = if signed_in { ("button", "button primary") } else { ("button primary", "button") };
    let content = view! {
        <BrandHead />
        <main class="auth stack" id="main">
            <h1>"Nothing here"</h1>
            <p>"This page does not exist, or no longer. A link from a message may have been shortened on its way."</p>
            <p class="row">
                <a class=work href="/app/today">"To your dashboard"</a>
                <a class=front href="/">"To the front page"</a>
            </p>
        </main>
    };
    document_with_status(StatusCode::NOT_FOUND, Look::Personal, "Nothing here", content)
}
