//! `/security`: how to report a weakness. `security.txt` points here (RFC 9116 section 2.5.7).

use super::{Look, PublicFrame, document};
use crate::wire::Caller;
use axum::{Extension, Router, response::Response, routing::get};
use leptos::prelude::*;

/// `GET /security`.
pub fn routes() -> Router {
    Router::new().route("/security", get(page))
}

async fn page(Extension(caller): Extension<Caller>) -> Response {
    let signed_in = caller.scope.is_some();
    let contact = caller.core.settings.contact().to_owned();
    document(Look::Open, "Reporting a weakness", view! { <Security signed_in contact /> })
}

#[component]
fn Security(signed_in: bool, contact: String) -> impl IntoView {
    let mail = format!("mailto:{contact}");
    view! {
        <PublicFrame signed_in>
            <article class="prose">
                <h1>"Reporting a weakness"</h1>
                <p>"Have you found a way to see or change what you should not? Write to " <a href=mail>{contact}</a> "."</p>
                <ul>
                    <li>"Say what you did and what you saw, so that we can see it too."</li>
                    <li>"Use data of your own. Do not read, keep or change other people’s."</li>
                    <li>"Give us time to mend it before you tell others."</li>
                </ul>
                <p>"We do not take anybody to court who keeps to this."</p>
            </article>
        </PublicFrame>
    }
}
