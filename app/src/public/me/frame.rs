//! What every page below `/me/{token}` has around it.

use crate::public::{Look, document, document_with_status};
use axum::{http::StatusCode, response::Response};
use leptos::prelude::*;

/// A page with a way back.
pub fn page(token: &str, title: &'static str, content: impl IntoView + 'static) -> Response {
    document(Look::Personal, title, framed(format!("/me/{token}"), title, content))
}

/// The same for input that has to be put right.
pub fn page_to_put_right(token: &str, title: &'static str, content: impl IntoView + 'static) -> Response {
    let content = framed(format!("/me/{token}"), title, content);
    document_with_status(StatusCode::UNPROCESSABLE_ENTITY, Look::Personal, title, content)
}

fn framed(back: String, title: &'static str, content: impl IntoView + 'static) -> impl IntoView {
    view! {
        <main id="main" class="prose">
            <p class="small"><a href=back>"← Your data and choices"</a></p>
            <h1>{title}</h1>
            {content.into_any()}
        </main>
    }
}

/// What went wrong, if anything.
#[component]
pub fn Problem(text: Option<String>) -> impl IntoView {
    text.map(|text| view! { <p class="flash error" role="alert">{text}</p> })
}

/// What has just happened, if anything.
#[component]
pub fn Happened(text: Option<String>) -> impl IntoView {
    text.map(|text| view! { <p class="flash ok" role="status">{text}</p> })
}
