//! Fetching an export: a plain form with the password, so that the browser saves the file.

use crate::{
    public::{BrandHead, Look, document_with_status},
    wire::{Caller, shown},
};
use axum::{
    Extension, Form, Router,
    extract::Path,
    http::{StatusCode, header},
    response::{IntoResponse, Redirect, Response},
    routing::post,
};
use leptos::prelude::*;
use realtoros_domain::ids::ExportId;
use realtoros_server::{
    Error, Result, accounts,
    exports::{self, Download, ExportState, Taken},
};
use serde::Deserialize;

/// `/app/privacy/exports/{id}/download`.
pub fn routes() -> Router {
    let back = || async { Redirect::to("/app/privacy/exports") };
    Router::new().route("/app/privacy/exports/{id}/download", post(download).get(back))
}

/// Proof of who asks, a moment ago.
#[derive(Deserialize)]
struct Fields {
    password: String,
}

async fn download(
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
    Form(fields): Form<Fields>,
) -> Response {
    // What is no number of an export is answered like the number of none.
    match fetch(&caller, id.parse().ok(), &fields.password).await {
        Ok(Taken::Download(download)) => file(*download),
        Ok(Taken::Gone(why)) => told(StatusCode::GONE, "This export is gone", why, None),
        Ok(Taken::NotYet) => told(StatusCode::CONFLICT, "Not yet", "This export is still being made.", None),
        Err(error) => {
            let (status, shown) = shown(error);
            let again = (status == StatusCode::UNPROCESSABLE_ENTITY).then_some(id);
            told(status, "The export was not handed over", &shown.to_string(), again)
        }
    }
}

/// Whether there is anything is said before the password is asked for: a link that was used is gone for everybody.
async fn fetch(caller: &Caller, id: Option<ExportId>, password: &str) -> Result<Taken> {
    let scope = caller.scope.ok_or(Error::Unauthenticated)?;
    let id = id.ok_or(Error::NotFound)?;
    let export = exports::find(&caller.core, &scope, id).await?;
    if export.state == ExportState::Ready {
        accounts::confirm(&caller.core, &scope, password, &caller.ip).await?;
    }
    exports::take(&caller.core, &scope, id).await
}

/// The file, which the browser saves.
pub fn file(download: Download) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "application/zip".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}\"", download.file_name())),
        (header::CONTENT_LENGTH, download.bytes().to_string()),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    (headers, download.into_body()).into_response()
}

/// A page that says what happened, with the form again when the password was wrong.
fn told(status: StatusCode, title: &'static str, why: &str, again: Option<String>) -> Response {
    let why = why.to_owned();
    let form = again.map(|id| {
        view! {
            <form method="post" action=format!("/app/privacy/exports/{id}/download") class="stack tight">
                <div class="field">
                    <label for="password">"Your password"</label>
                    <input id="password" type="password" name="password" required autocomplete="current-password" />
                </div>
                <div class="form-actions"><button class="button primary">"Download"</button></div>
            </form>
        }
    });
    let content = view! {
        <BrandHead />
        <main class="auth stack" id="main">
            <h1>{title}</h1>
            <p class="flash error" role="alert">{why}</p>
            {form}
            <p><a class="button" href="/app/privacy/exports">"Your exports"</a></p>
        </main>
    };
    document_with_status(status, Look::Personal, title, content)
}
