//! The first page: what RealtorOS is.

use super::{Look, PublicFrame, document};
use crate::wire::Caller;
use axum::{Extension, Router, response::Response, routing::get};
use leptos::prelude::*;

/// `GET /`.
pub fn routes() -> Router {
    Router::new().route("/", get(landing))
}

async fn landing(Extension(caller): Extension<Caller>) -> Response {
    let signed_in = caller.scope.is_some();
    document(Look::Open, "The CRM that keeps its word", view! { <Landing signed_in /> })
}

#[component]
fn Landing(signed_in: bool) -> impl IntoView {
    let action = if signed_in {
        view! { <a class="button primary" href="/app/today">"Go to Today"</a> }.into_any()
    } else {
        view! {
            <a class="button primary" href="/sign-up">"Create an account"</a>
            <a class="button quiet" href="/sign-in">"Sign in"</a>
        }
        .into_any()
    };
    view! {
        <PublicFrame signed_in>
            <section class="hero">
                <div>
                    <h1>"Every lead answered. Every promise kept."</h1>
                    <p class="lede">
                        "RealtorOS is a CRM for realtors. It drafts, reminds and follows up, and you decide what is sent."
                    </p>
                    <div class="row actions">{action}</div>
                    <p class="hint">"Nothing is sent to anybody until you say so."</p>
                </div>
                <img src="/house-5.svg" alt="" width="560" height="420" />
            </section>
            <section class="features" aria-label="What it does">
                <div>
                    <h3>"One timeline for each person"</h3>
                    <p>"Texts, mail, calls and notes in the order in which they happened. Bring your leads from a spreadsheet or from another CRM."</p>
                </div>
                <div>
                    <h3>"Drafts, not robots"</h3>
                    <p>"The assistant writes and you decide. Every statement it makes points to the message that it rests on."</p>
                </div>
                <div>
                    <h3>"Letters worth opening"</h3>
                    <p>"Newsletters with the homes that each person asked for, readable everywhere, without a single tracking pixel."</p>
                </div>
            </section>
            <section>
                <h2>"A privacy policy that the software keeps"</h2>
                <div class="features">
                    <div>
                        <h3>"Consent comes first"</h3>
                        <p>"A text or letter goes out only with the permission it needs, never in quiet hours, and never after somebody has said stop. You see why, each time."</p>
                    </div>
                    <div>
                        <h3>"Sealed, one key per person"</h3>
                        <p>"What you know about people is stored encrypted, with a key of its own for each of them."</p>
                    </div>
                    <div>
                        <h3>"Yours, and theirs"</h3>
                        <p>"Your leads choose what they hear from you, without an account. Nothing is sold, and no realtor sees another's leads."</p>
                    </div>
                </div>
                <p><a href="/privacy">"Read the policy"</a></p>
            </section>
        </PublicFrame>
    }
}
