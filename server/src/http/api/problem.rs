//! Errors for programs: problem details (RFC 9457).

use crate::Error;
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::json;

/// Why a request did not do what was asked. Unknown and foreign things get the same bytes (P-35).
#[derive(Debug)]
pub struct Problem {
    status: StatusCode,
    detail: String,
    /// The stable name of the rule that stood against it.
    reason: Option<String>,
    retry_after: Option<i64>,
}

impl Problem {
    /// A rule that is no matter of the send gate forbids it.
    pub fn refused(reason: &str, detail: impl Into<String>) -> Self {
        let (detail, reason) = (detail.into(), Some(reason.to_owned()));
        Self { status: StatusCode::FORBIDDEN, detail, reason, retry_after: None }
    }

    /// A rule forbids it; `reason` is the rule's stable name.
    pub fn denied(reason: &str) -> Self {
        let detail = "The send gate denied this message; the reason is in `reason`.".to_owned();
        Self { status: StatusCode::FORBIDDEN, detail, reason: Some(reason.to_owned()), retry_after: None }
    }
}

impl Problem {
    /// The account is closing: its tokens are refused (P-56).
    pub fn closing() -> Self {
        let detail = "This account is closing; its API tokens are refused. Sign in to read, export or undo.";
        let reason = Some(crate::jobs::ACCOUNT_CLOSING.to_owned());
        Self { status: StatusCode::FORBIDDEN, detail: detail.to_owned(), reason, retry_after: None }
    }
}

impl Problem {
    /// The address does not answer to this method.
    pub fn wrong_method() -> Self {
        let detail = "This address does not take this method; `Allow` says which it takes.".to_owned();
        Self { status: StatusCode::METHOD_NOT_ALLOWED, detail, reason: None, retry_after: None }
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        let retry_after = if let Error::Throttled(seconds) = error { Some(seconds) } else { None };
        let (status, detail) = match error {
            Error::NotFound | Error::Erased => {
                (StatusCode::NOT_FOUND, "There is no such thing in this account.".to_owned())
            }
            Error::Unauthenticated => {
                (StatusCode::UNAUTHORIZED, "Send an API token: `Authorization: Bearer …`.".to_owned())
            }
            Error::Invalid(why) => (StatusCode::UNPROCESSABLE_ENTITY, why),
            Error::Conflict(why) => (StatusCode::CONFLICT, why),
            Error::Refused(why) => (StatusCode::FORBIDDEN, why),
            Error::Throttled(_) => (StatusCode::TOO_MANY_REQUESTS, "Too many attempts.".to_owned()),
            Error::Provider(_) | Error::Vault(_) | Error::Database(_) | Error::Internal(_) => {
                tracing::error!(%error, "an API request failed");
                (StatusCode::INTERNAL_SERVER_ERROR, "Something went wrong on our side.".to_owned())
            }
        };
        Self { status, detail, reason: None, retry_after }
    }
}

impl From<serde_json::Error> for Problem {
    fn from(error: serde_json::Error) -> Self {
        Error::invalid(format!("The body is not what is expected here: {error}.")).into()
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut body = json!({
            "type": "about:blank",
            "title": self.status.canonical_reason(),
            "status": self.status.as_u16(),
            "detail": self.detail,
        });
        if let Some(reason) = self.reason {
            body["reason"] = reason.into();
        }
        let mut response = (self.status, body.to_string()).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if self.status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        if let Some(seconds) = self.retry_after {
            headers.insert(header::RETRY_AFTER, seconds.into());
        }
        response
    }
}
