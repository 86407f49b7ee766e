//! `/n/{token}`: a lead's own page of a newsletter.

use super::{Look, document, document_with_status};
use crate::wire::{Caller, shown};
use axum::{
    Extension, Router,
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::get,
};
use leptos::prelude::*;
use realtoros_server::newsletters::{self, PublicPage};

/// `/n/{token}`. Opening it is not recorded.
pub fn routes() -> Router {
    Router::new().route("/n/{token}", get(page))
}

async fn page(Extension(caller): Extension<Caller>, Path(token): Path<String>) -> Response {
    match newsletters::page(&caller.core, &token).await {
        Ok(Some(PublicPage { subject, html })) => {
            // Made from safe parts when the newsletter was sent; see `newsletters::render`.
            document(
                Look::Personal,
                &subject,
                view! { <main id="main"><article class="newsletter" inner_html=html></article></main> },
            )
        }
        Ok(None) => unknown_link(),
        Err(error) => shown(error).0.into_response(),
    }
}

/// The same page for a link that is wrong, has ended or whose lead is gone.
pub(super) fn unknown_link() -> Response {
    document_with_status(
        StatusCode::NOT_FOUND,
        Look::Personal,
        "Link not found",
        view! {
            <main id="main" class="prose">
                <h1>"This link does not work"</h1>
                <p>"Part of it may be missing, or what it led to is gone. Open it again from the message that you got."</p>
                <p>"If you want no more messages, answer the last one with “unsubscribe”, or a text with STOP."</p>
            </main>
        },
    )
}
