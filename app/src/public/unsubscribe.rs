//! `/u/{token}`: the way out of newsletters, by a button for people and by one click for mail programs (RFC 8058).
//!
//! GET only shows the button: mail scanners open every link. Neither way needs a cookie, a script or a sign-in (P-52).

use super::{Look, document, newsletter::unknown_link, one_click::Ask};
use crate::wire::{Caller, shown};
use axum::{
    Extension, Router,
    extract::{DefaultBodyLimit, Path, Request},
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::get,
};
use leptos::prelude::*;
use realtoros_server::{
    Error,
    links::{self, Link, Purpose, Sender, WayOut},
};

/// The largest body that is read.
const LARGEST_BODY: usize = 16 * 1024;

/// `/u/{token}`.
pub fn routes() -> Router {
    Router::new().route("/u/{token}", get(show).post(act)).layer(DefaultBodyLimit::max(LARGEST_BODY))
}

async fn show(Extension(caller): Extension<Caller>, Path(token): Path<String>) -> Response {
    let found = match links::resolve(&caller.core, &token, Purpose::Unsubscribe).await {
        Ok(Some(link)) => links::sender(&caller.core, &link).await,
        Ok(None) => Err(Error::NotFound),
        Err(error) => Err(error),
    };
    match found {
        Ok(sender) => document(Look::Personal, "Unsubscribe", view! { <Question sender token /> }),
        Err(error) => failed(error),
    }
}

async fn act(Extension(caller): Extension<Caller>, Path(token): Path<String>, request: Request) -> Response {
    let Some(ask) = Ask::read(request).await else { return StatusCode::BAD_REQUEST.into_response() };
    let way_out = match ask {
        Ask::OneClick | Ask::Newsletters => WayOut::Newsletters,
        Ask::Everything => WayOut::Everything,
    };
    let link = match links::unsubscribe(&caller.core, &token, way_out).await {
        Ok(link) => link,
        Err(Error::NotFound) if ask == Ask::OneClick => return StatusCode::NOT_FOUND.into_response(),
        Err(error) => return failed(error),
    };
    if ask == Ask::OneClick { StatusCode::OK.into_response() } else { done(&caller, &link, way_out).await }
}

async fn done(caller: &Caller, link: &Link, way_out: WayOut) -> Response {
    match links::sender(&caller.core, link).await {
        Ok(sender) => document(Look::Personal, "Unsubscribed", view! { <Done sender way_out /> }),
        Err(error) => failed(error),
    }
}

fn failed(error: Error) -> Response {
    match error {
        Error::NotFound => unknown_link(),
        other => shown(other).0.into_response(),
    }
}

#[component]
fn Question(sender: Sender, token: String) -> impl IntoView {
    let Sender { realtor, brokerage } = sender;
    view! {
        <main id="main" class="prose">
            <h1>"Unsubscribe"</h1>
            <p>"Press the button and "<strong>{realtor}</strong>", "{brokerage}", sends you no more newsletters. No account or password is needed."</p>
            <form method="post" action=format!("/u/{token}") class="stack">
                <fieldset class="fieldset">
                    <legend>"What do you want to end?"</legend>
                    <label class="checkbox">
                        <input type="radio" name="choice" value="email" checked />
                        <span>"Newsletters "<span class="hint">"Answers to your own questions still reach you."</span></span>
                    </label>
                    <label class="checkbox">
                        <input type="radio" name="choice" value="all" />
                        <span>"Everything "<span class="hint">"No newsletters or other advertising, and no texts or calls."</span></span>
                    </label>
                </fieldset>
                <div class="form-actions">
                    <button class="button primary">"Unsubscribe"</button>
                </div>
            </form>
        </main>
    }
}

#[component]
fn Done(sender: Sender, way_out: WayOut) -> impl IntoView {
    let Sender { realtor, brokerage } = sender;
    let what = match way_out {
        WayOut::Newsletters => "You will get no more newsletters",
        WayOut::Everything => "You will get no more newsletters, advertising, texts or calls",
    };
    view! {
        <main id="main" class="prose">
            <h1>"You are unsubscribed"</h1>
            <p role="status">{what}" from "<strong>{realtor}</strong>", "{brokerage}". This works from this moment on."</p>
            <p>"Was that a mistake? Follow “Your choices” in the newsletter to change it back."</p>
        </main>
    }
}
