//! Read-only days: a closing account is read and exported, and nothing else (P-56).
//!
//! Server functions are asked about in `wire::answer` of the pages, forms under `/app/` in [`forms`], programs in the
//! `Program` of the REST interface. What is not known to read is refused, so that a new way to change something is
//! closed until somebody has thought about it.

use super::Caller;
use crate::{Core, Error, Result, Scope, accounts};
use axum::{
    extract::Request,
    http::StatusCode,
    middleware::Next,
    response::{IntoResponse, Response},
};

/// What somebody reads who tries to change something.
pub const READ_ONLY: &str = "This account is closing: everything can be read and exported, nothing can be changed. \
                             To change something, undo the closing first.";

/// Server functions that change nothing, by their endpoints; and those that a closing account needs to take an
/// export.
pub const READS: &[&str] = &[
    "account/closing",
    "account/settings",
    "assistant/panel",
    "imports/list",
    "imports/show",
    "inbox/conversation",
    "inbox/preview",
    "inbox/threads",
    "leads/board",
    "leads/choices",
    "leads/duplicates",
    "leads/list",
    "leads/open",
    "leads/receipts",
    "listings/list",
    "newsletters/get",
    "newsletters/list",
    "newsletters/options",
    "newsletters/preview",
    "newsletters/recipients",
    "privacy/erasures",
    "privacy/export-all",
    "privacy/export-cancel",
    "privacy/export-lead",
    "privacy/exports",
    "privacy/request",
    "privacy/requests",
    "privacy/retention",
    "privacy/signed",
    "privacy/view",
    "today",
];

/// Whether the request for `path` may go on: anything for an account that works, reading for one that is closing.
pub async fn may_change(core: &Core, scope: &Scope, path: &str) -> Result<()> {
    // A page asks for its data while the server renders it; it was fetched with GET, and GET changes nothing.
    let Some(endpoint) = path.strip_prefix("/rpc/") else { return Ok(()) };
    if reads(endpoint) { Ok(()) } else { active(core, scope).await }
}

fn reads(endpoint: &str) -> bool {
    READS.contains(&endpoint)
}

async fn active(core: &Core, scope: &Scope) -> Result<()> {
    if accounts::is_active(core.db.read(), scope.account).await? {
        Ok(())
    } else {
        Err(Error::Refused(READ_ONLY.to_owned()))
    }
}

/// Refuses forms under `/app/` that are no server functions, such as uploads, but for those by which one takes an export or the
/// closing back.
pub(super) async fn forms(request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let is_form = path.starts_with("/app/") && !request.method().is_safe();
    let stays = ["/app/privacy/exports", "/app/privacy/closing"].iter().any(|open| path.starts_with(open));
    if !is_form || stays {
        return next.run(request).await;
    }
    if let Some(Caller { core, scope: Some(scope), .. }) = request.extensions().get::<Caller>().cloned() {
        match active(&core, &scope).await {
            Ok(()) => {}
            Err(Error::Refused(why)) => return (StatusCode::FORBIDDEN, why).into_response(),
            Err(error) => {
                tracing::error!(%error, "whether an account works could not be found out");
                return StatusCode::INTERNAL_SERVER_ERROR.into_response();
            }
        }
    }
    next.run(request).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn p56_what_is_not_known_to_read_is_refused() {
        for endpoint in ["leads/list", "today", "privacy/export-all", "privacy/exports"] {
            assert!(reads(endpoint), "{endpoint}");
        }
        for endpoint in ["leads/list2", "leads", "leads/stage", "privacy/closing/close", "today/x", ""] {
            assert!(!reads(endpoint), "{endpoint}");
        }
        assert!(READS.is_sorted());
    }
}
