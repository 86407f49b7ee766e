//! The answer where there is no page.

use super::{Look, document_with_status};
use axum::{http::StatusCode, response::Response};
use leptos::prelude::*;

/// A page that says so, with ways on. It is the same whatever was asked for.
pub fn not_found() -> Response {
    let content = view! {
        <main class="auth stack" id="main">
            <h1>"Nothing here"</h1>
            <p>"This page does not exist, or no longer. A link from a message may have been shortened on its way."</p>
            <p class="row">
                <a class="button primary" href="/">"To the front page"</a>
                <a class="button" href="/app/today">"To your dashboard"</a>
            </p>
        </main>
    };
    document_with_status(StatusCode::NOT_FOUND, Look::Personal, "Nothing here", content)
}
