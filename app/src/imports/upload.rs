//! Plain requests of the wizard: the file that comes in, and the rejected rows that go out.

use crate::{
    public::{BrandHead, Look, document_with_status},
    wire::{Caller, shown},
};
use axum::{
    Extension, Router,
    extract::{DefaultBodyLimit, Multipart, Path, multipart::MultipartRejection},
    http::{StatusCode, header},
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use leptos::prelude::*;
use realtoros_domain::ids::ImportId;
use realtoros_server::{
    Error, Result,
    imports::{self, reader::LARGEST_FILE},
};

/// What a form has around its file.
const FORM: usize = 64 * 1024;

/// `/app/import/upload` and `/app/import/{id}/rejected.csv`.
pub fn routes() -> Router {
    let back = || async { Redirect::to("/app/import") };
    Router::new()
        .route("/app/import/upload", post(upload).get(back))
        .layer(DefaultBodyLimit::max(LARGEST_FILE + FORM))
        .route("/app/import/{id}/rejected.csv", get(rejected))
}

async fn upload(
    Extension(caller): Extension<Caller>,
    form: std::result::Result<Multipart, MultipartRejection>,
) -> Response {
    match take(&caller, form).await {
        Ok(id) => Redirect::to(&format!("/app/import/{id}")).into_response(),
        Err(error) => refused(error),
    }
}

async fn take(caller: &Caller, form: std::result::Result<Multipart, MultipartRejection>) -> Result<ImportId> {
    let scope = caller.scope.ok_or(Error::Unauthenticated)?;
    let broken = || {
        Error::invalid(
            "The file did not arrive whole, or is larger than 200 MB. Split it and import the parts.",
        )
    };
    let mut form = form.map_err(|_| broken())?;
    while let Some(field) = form.next_field().await.map_err(|_| broken())? {
        let Some(name) = field.file_name().map(str::to_owned) else { continue };
        let bytes = field.bytes().await.map_err(|_| broken())?;
        if name.is_empty() && bytes.is_empty() {
            break;
        }
        return imports::upload(&caller.core, &scope, &name, bytes.to_vec()).await;
    }
    Err(Error::invalid("Choose a file first."))
}

/// Why the file cannot be used. Nothing of it was kept.
fn refused(error: Error) -> Response {
    let (status, shown) = shown(error);
    let content = view! {
        <BrandHead />
        <main class="auth stack" id="main">
            <h1>"This file was not imported"</h1>
            <p class="flash error" role="alert">{shown.to_string()}</p>
            <p>"Nothing of it was kept."</p>
            <p><a class="button primary" href="/app/import">"Choose another file"</a></p>
        </main>
    };
    document_with_status(status, Look::Personal, "This file was not imported", content)
}

async fn rejected(Extension(caller): Extension<Caller>, Path(id): Path<String>) -> Response {
    let found = match (caller.scope, id.parse::<ImportId>()) {
        (Some(scope), Ok(id)) => imports::rejected_csv(&caller.core, &scope, id).await,
        _ => Err(Error::NotFound),
    };
    match found {
        Ok(csv) => {
            let headers = [
                (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
                (header::CONTENT_DISPOSITION, "attachment; filename=\"rejected.csv\""),
            ];
            (headers, csv).into_response()
        }
        Err(Error::NotFound) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => shown(error).0.into_response(),
    }
}
