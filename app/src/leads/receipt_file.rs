//! `/app/leads/{id}/receipts/{event}`: a signed receipt of consent as a file, for the realtor (P-41).

use crate::wire::{Caller, shown};
use axum::{
    Extension, Router,
    extract::Path,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use realtoros_domain::ids::LeadId;
use realtoros_server::{Error, consent::receipt};
use uuid::Uuid;

/// The route.
pub fn routes() -> Router {
    Router::new().route("/app/leads/{id}/receipts/{event}", get(download))
}

async fn download(
    Extension(caller): Extension<Caller>,
    Path((lead, event)): Path<(String, String)>,
) -> Response {
    let Some(scope) = caller.scope else { return StatusCode::UNAUTHORIZED.into_response() };
    // What is no id is answered like an id that does not exist.
    let file = match (lead.parse::<LeadId>(), event.parse::<Uuid>()) {
        (Ok(lead), Ok(event)) => receipt::receipt(&caller.core, &scope, lead, event).await,
        _ => Err(Error::NotFound),
    };
    match file {
        Ok(file) => {
            let name = format!("attachment; filename=\"consent-receipt-{event}.json\"");
            let headers =
                [(header::CONTENT_TYPE, "application/json".to_owned()), (header::CONTENT_DISPOSITION, name)];
            (headers, file).into_response()
        }
        Err(error) => {
            let (status, error) = shown(error);
            (status, error.to_string()).into_response()
        }
    }
}
