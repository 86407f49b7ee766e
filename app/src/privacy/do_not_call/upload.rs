//! The file that comes in. It is read as it arrives and not kept.

use crate::{
    public::{BrandHead, Look, document_with_status},
    wire::{Caller, shown},
};
use axum::{
    Extension, Router,
    extract::{DefaultBodyLimit, Multipart, multipart::MultipartRejection},
    response::{IntoResponse, Redirect, Response},
    routing::post,
};
use leptos::prelude::*;
use realtoros_domain::ids::ScrubId;
use realtoros_server::{
    Error, Result,
    do_not_call::{Incoming, LARGEST_TEXT, ListForm},
};

/// The page.
const PAGE: &str = "/app/privacy/do-not-call";
/// What a form has around its file, in bytes.
const FORM: usize = 64 * 1024;
/// The longest value of a field that is no file, in bytes.
const FIELD: usize = 64;

/// `POST /app/privacy/do-not-call/upload`.
pub fn routes() -> Router {
    let back = || async { Redirect::to(PAGE) };
    Router::new()
        .route("/app/privacy/do-not-call/upload", post(upload).get(back))
        .layer(DefaultBodyLimit::max(LARGEST_TEXT.saturating_add(FORM)))
}

async fn upload(
    Extension(caller): Extension<Caller>,
    form: std::result::Result<Multipart, MultipartRejection>,
) -> Response {
    match take(&caller, form).await {
        Ok(_) => Redirect::to(PAGE).into_response(),
        Err(error) => refused(error),
    }
}

/// The fields may come in any order: which list it is matters only after the file has been read.
async fn take(caller: &Caller, form: std::result::Result<Multipart, MultipartRejection>) -> Result<ScrubId> {
    let scope = caller.scope.ok_or(Error::Unauthenticated)?;
    let broken = || Error::invalid("The file did not arrive whole, or is larger than 2 GB. Try again.");
    let mut form = form.map_err(|_| broken())?;
    let (mut about, mut file) = (ListForm::default(), None);
    while let Some(mut field) = form.next_field().await.map_err(|_| broken())? {
        match field.name() {
            Some("file") if file.is_none() => {
                let mut incoming = Incoming::begin(&caller.core, &scope).await?;
                let has_name = field.file_name().is_some_and(|name| !name.is_empty());
                while let Some(part) = field.chunk().await.map_err(|_| broken())? {
                    incoming.add(part.to_vec()).await;
                }
                file = has_name.then_some(incoming);
            }
            Some(name @ ("list" | "downloaded")) => {
                let name = name.to_owned();
                let mut value = Vec::new();
                while let Some(part) = field.chunk().await.map_err(|_| broken())? {
                    if value.len() < FIELD {
                        value.extend_from_slice(&part);
                    }
                }
                value.truncate(FIELD);
                let value = String::from_utf8_lossy(&value).into_owned();
                if name == "list" { about.list = value } else { about.downloaded = value }
            }
            _ => {}
        }
    }
    file.ok_or_else(|| Error::invalid("Choose a file first."))?.finish(&about).await
}

/// Why the file cannot be used. Nothing of it was kept.
fn refused(error: Error) -> Response {
    let (status, shown) = shown(error);
    let content = view! {
        <BrandHead />
        <main class="auth stack" id="main">
            <h1>"This list was not used"</h1>
            <p class="flash error" role="alert">{shown.to_string()}</p>
            <p>"Nothing of it was kept, and nothing has changed."</p>
            <p><a class="button primary" href=PAGE>"Choose another file"</a></p>
        </main>
    };
    document_with_status(status, Look::Personal, "This list was not used", content)
}
