//! `/app/privacy/transfer`: a transfer of the business, and keeping one's data out of it (P-67). Plain forms, no script.

use super::{Look, PublicFrame, document, failed, privacy_tabs::PrivacyTabs};
use crate::{format, wire::Caller};
use axum::{
    Extension, Form, Router,
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use leptos::prelude::*;
use realtoros_server::{
    Error,
    transfer::{self, Transfer},
};
use serde::Deserialize;

const HERE: &str = "/app/privacy/transfer";

/// The page and its form.
pub fn routes() -> Router {
    Router::new().route(HERE, get(show).post(choose))
}

#[derive(Deserialize)]
struct Choice {
    out: bool,
}

async fn show(Extension(caller): Extension<Caller>) -> Response {
    let Some(scope) = caller.scope else { return failed(Error::Unauthenticated) };
    let is_open = |transfer: &Transfer| caller.core.now_ms() < transfer.effective_at;
    match transfer::own_choice(&caller.core, &scope).await {
        Ok(found) => {
            let found = found.map(|(transfer, out)| (is_open(&transfer), transfer, out));
            document(Look::Personal, "Transfers", view! { <Page found /> })
        }
        Err(error) => failed(error),
    }
}

async fn choose(Extension(caller): Extension<Caller>, Form(Choice { out }): Form<Choice>) -> Response {
    let Some(scope) = caller.scope else { return failed(Error::Unauthenticated) };
    let chosen = if out {
        transfer::keep_out(&caller.core, &scope).await
    } else {
        transfer::take_part_again(&caller.core, &scope).await
    };
    chosen.map_or_else(failed, |()| Redirect::to(HERE).into_response())
}

#[component]
fn Page(found: Option<(bool, Transfer, bool)>) -> impl IntoView {
    let body = match found {
        None => view! {
            <p>"No transfer is announced. If RealtorOS were ever to be handed over to another company, you would be told at least thirty days before, here and by mail."</p>
        }
        .into_any(),
        Some((is_open, transfer, out)) => {
            let day = format::day(transfer.effective_at);
            let (state, verb) = if out {
                ("Your data stays out of it.", "Let my data be part of it")
            } else {
                ("Your data is part of it.", "Keep my data out")
            };
            let form = is_open.then(|| {
                view! {
                    <form method="post" action=HERE class="row">
                        <input type="hidden" name="out" value=(!out).to_string() />
                        <button class="button primary">{verb}</button>
                    </form>
                }
            });
            view! {
                <p>"RealtorOS is to be handed over to " <strong>{transfer.recipient}</strong> ". On " {day} " data of accounts may be handed over."</p>
                <p>"Until then you can take your data with you, close your account, or keep your data out of it. A closed account is never handed over."</p>
                <p role="status"><strong>{state}</strong></p>
                {form}
            }
            .into_any()
        }
    };
    view! {
        <PublicFrame signed_in=true>
            <header class="page-head"><h1>"Transfers"</h1></header>
            <PrivacyTabs here=HERE />
            <article class="prose">{body}</article>
        </PublicFrame>
    }
}
