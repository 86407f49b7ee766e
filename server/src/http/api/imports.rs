//! Imports: upload, start, look.

use super::{
    Problem, Program,
    program::{Asked, id},
    view,
};
use crate::{Error, imports};
use axum::{
    Json,
    body::Bytes,
    extract::{FromRequest, Multipart, Path, Request},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;

/// How a file that is the whole body is called.
#[derive(Deserialize)]
pub(super) struct Named {
    name: Option<String>,
}

/// `POST /api/v1/imports`: takes a file in and answers with the dry run.
pub(super) async fn create(
    Program { core, scope }: Program,
    Asked(Named { name }): Asked<Named>,
    request: Request,
) -> Result<Response, Problem> {
    let (name, bytes) = file(name, request).await?;
    let id = imports::upload(&core, &scope, &name, bytes).await?;
    let view = view::import(&imports::view(&core, &scope, id).await?);
    let location = [(header::LOCATION, format!("/api/v1/imports/{id}"))];
    Ok((StatusCode::CREATED, location, Json(view)).into_response())
}

/// `POST /api/v1/imports/{id}/start`: starts writing.
pub(super) async fn start(
    Program { core, scope }: Program,
    Path(import): Path<String>,
) -> Result<Response, Problem> {
    let import = id(&import)?;
    imports::start(&core, &scope, import).await?;
    let view = view::import(&imports::view(&core, &scope, import).await?);
    Ok((StatusCode::ACCEPTED, Json(view)).into_response())
}

/// `GET /api/v1/imports/{id}`.
pub(super) async fn show(
    Program { core, scope }: Program,
    Path(import): Path<String>,
) -> Result<Response, Problem> {
    Ok(Json(view::import(&imports::view(&core, &scope, id(&import)?).await?)).into_response())
}

/// The file of a request: the first one of a form, or the whole body.
async fn file(name: Option<String>, request: Request) -> Result<(String, Vec<u8>), Problem> {
    let unreadable = || Error::invalid("The file did not arrive whole, or is larger than 200 MB.");
    let kind =
        request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if !kind.starts_with("multipart/form-data") {
        let bytes = Bytes::from_request(request, &()).await.map_err(|_| unreadable())?;
        return Ok((name.unwrap_or_else(|| "upload".to_owned()), bytes.to_vec()));
    }
    let mut form = Multipart::from_request(request, &()).await.map_err(|_| unreadable())?;
    while let Some(field) = form.next_field().await.map_err(|_| unreadable())? {
        if let Some(given) = field.file_name().map(str::to_owned) {
            let bytes = field.bytes().await.map_err(|_| unreadable())?;
            return Ok((name.unwrap_or(given), bytes.to_vec()));
        }
    }
    Err(Error::invalid("The form holds no file.").into())
}
