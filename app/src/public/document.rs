//! The HTML document of a public page.

use axum::{
    http::{StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use leptos::prelude::*;
use realtoros_server::vault::token;

/// What a public page is allowed and how it is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// A page about RealtorOS: search engines may list it.
    Open,
    /// A page for one person, reached by a secret link: not listed, not cached, no trace in other sites' logs.
    Personal,
}

/// Nothing runs, nothing comes from elsewhere, forms go to us.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; \
                      frame-ancestors 'none'";

/// A whole page: `content` between the public head and foot.
pub fn document(look: Look, title: &str, content: impl IntoView + 'static) -> Response {
    page(look, title, content, None)
}

/// A script of ours, and what the browser knows it by.
struct Script {
    file: &'static str,
    nonce: String,
}

fn page(look: Look, title: &str, content: impl IntoView + 'static, script: Option<&Script>) -> Response {
    let personal = look == Look::Personal;
    let title = format!("{title} · RealtorOS");
    let owner = Owner::new();
    let html = owner.with(|| {
        view! {
            <html lang="en">
                <head>
                    <meta charset="utf-8" />
                    <meta name="viewport" content="width=device-width, initial-scale=1" />
                    <meta name="color-scheme" content="light dark" />
                    {personal.then(|| view! { <meta name="robots" content="noindex, nofollow" /> })}
                    <title>{title}</title>
                    <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                    <link rel="stylesheet" href="/pkg/realtoros.css" />
                    {script.map(|script| view! { <script src=script.file nonce=script.nonce.clone() defer></script> })}
                </head>
                <body class="public">{content}</body>
            </html>
        }
        .to_html()
    });
    let mut response = Html(format!("<!DOCTYPE html>{html}")).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, header::HeaderValue::from_static(POLICY));
    if personal {
        headers.insert(header::CACHE_CONTROL, header::HeaderValue::from_static("no-store"));
        headers.insert(header::REFERRER_POLICY, header::HeaderValue::from_static("no-referrer"));
        headers.insert("x-robots-tag", header::HeaderValue::from_static("noindex, nofollow"));
    }
    response
}

/// A personal page that may load one script of ours, and no other: for what a browser does for scripts only.
pub fn scripted(title: &str, file: &'static str, content: impl IntoView + 'static) -> Response {
    let script = Script { file, nonce: token() };
    let mut response = page(Look::Personal, title, content, Some(&script));
    let policy = format!("{POLICY}; script-src 'nonce-{}'", script.nonce);
    // Letters, digits and dashes: always a header. Without it the strict policy stays, and nothing runs.
    if let Ok(policy) = header::HeaderValue::from_str(&policy) {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

/// The same, with another status than 200.
pub fn document_with_status(
    status: StatusCode,
    look: Look,
    title: &str,
    content: impl IntoView + 'static,
) -> Response {
    let mut response = document(look, title, content);
    *response.status_mut() = status;
    response
}
