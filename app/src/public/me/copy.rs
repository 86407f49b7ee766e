//! `/me/{token}/copy`: everything about a person as one file, which the software makes at once and they alone fetch, once and
//! after a code (P-59, P-60).

use super::{
    ask::{Asking, Question, Waits, waiting, words},
    frame::{Happened, page},
    visit::{failed, private, required},
};
use crate::{privacy::export_file, wire::Caller};
use axum::{
    Extension, Form,
    extract::Path,
    http::HeaderMap,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use realtoros_domain::rights::Kind;
use realtoros_server::{
    exports::{ExportState, Taken},
    privacy::own::{self, Asked, Proven},
};

const TITLE: &str = "Get a copy of my data";

const COPY: Asking = Asking {
    lines: &[
        "You get one file with everything: your data, messages, consents, what AI made of it, and who received any of \
         it, in forms that other programs read.",
        "It takes a moment. You are told when it is ready, and fetch it here: once, within 24 hours.",
    ],
    button: "Ask for a copy",
    style: "button primary",
};

/// How the copy stands, or what it holds before it is asked for.
pub async fn show(
    Extension(caller): Extension<Caller>,
    Path(token): Path<String>,
    headers: HeaderMap,
) -> Response {
    match required(&caller, &token, &headers, "copy").await {
        Ok(who) => answer(&caller, &token, &who).await,
        Err(response) => *response,
    }
}

/// Asks for a copy.
pub async fn ask(
    Extension(caller): Extension<Caller>,
    Path(token): Path<String>,
    headers: HeaderMap,
    Form(fields): Form<Vec<(String, String)>>,
) -> Response {
    let who = match required(&caller, &token, &headers, "copy").await {
        Ok(who) => who,
        Err(response) => return *response,
    };
    match own::ask(&caller.core, &who, Kind::Export, &words(&fields)).await {
        Ok(_) => answer(&caller, &token, &who).await,
        Err(error) => failed(error),
    }
}

/// The file. When there is none to hand over, the page says why.
pub async fn fetch(
    Extension(caller): Extension<Caller>,
    Path(token): Path<String>,
    headers: HeaderMap,
) -> Response {
    let who = match required(&caller, &token, &headers, "copy").await {
        Ok(who) => who,
        Err(response) => return *response,
    };
    match own::take_copy(&caller.core, &who).await {
        Ok(Taken::Download(download)) => private(export_file(*download)),
        Ok(Taken::Gone(_) | Taken::NotYet) => {
            private(Redirect::to(&format!("/me/{token}/copy")).into_response())
        }
        Err(error) => failed(error),
    }
}

async fn answer(caller: &Caller, token: &str, who: &Proven) -> Response {
    let found = async {
        let copy = own::copy(&caller.core, who).await?;
        Ok((copy.map(|copy| copy.state), waiting(caller, token, Kind::Export).await?))
    };
    match found.await {
        Ok((copy, asked)) => page(token, TITLE, view! { <Copy copy asked token=token.to_owned() /> }),
        Err(error) => failed(error),
    }
}

#[component]
fn Copy(copy: Option<ExportState>, asked: Option<Asked>, token: String) -> impl IntoView {
    match (copy, asked) {
        (Some(ExportState::Ready), _) => view! { <Ready token /> }.into_any(),
        (Some(ExportState::Making), Some(asked)) => view! {
            <p>"Your copy is being made. Open this page again in a moment."</p>
            <Waits asked />
        }
        .into_any(),
        (_, Some(asked)) => view! { <Waits asked /> }.into_any(),
        (copy, None) => view! { <Happened text=ended(copy) /><Question asking=&COPY /> }.into_any(),
    }
}

#[component]
fn Ready(token: String) -> impl IntoView {
    view! {
        <p class="flash ok" role="status"><strong>"Your copy is ready."</strong>" It can be fetched once, within 24 hours. Then it is deleted here."</p>
        <form method="post" action=format!("/me/{token}/copy/file") class="stack">
            <p class="hint">"The file is not encrypted once you have it: keep it where only you can read it."</p>
            <div class="form-actions"><button class="button primary">"Download"</button></div>
        </form>
    }
}

/// What became of the last copy.
fn ended(copy: Option<ExportState>) -> Option<String> {
    let words = match copy? {
        ExportState::Taken => {
            "You have fetched your copy, and it was deleted here. You can ask for a new one."
        }
        ExportState::Expired => {
            "Your last copy was not fetched in time and was deleted. You can ask for a new one."
        }
        ExportState::Canceled | ExportState::Withdrawn | ExportState::Making | ExportState::Ready => {
            return None;
        }
    };
    Some(words.to_owned())
}
