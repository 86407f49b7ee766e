//! Read-only days: a closing account is read and exported, and requests about personal data are answered (P-56, P-64);
//! nothing else.
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
    "calendar/can-offer",
    "calendar/show",
    "imports/list",
    "imports/show",
    "inbox/conversation",
    "inbox/preview",
    "inbox/spoken",
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
    "privacy/do-not-call",
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

/// What a closing account still owes to people, by endpoint: their requests about their data are written down, looked
/// into and answered, because the clocks of the law run on (P-64).
pub const OWED: &[&str] = &["privacy/requests/act", "privacy/requests/ask-us", "privacy/requests/log"];

/// Whether the request for `path` may go on: anything for an account that works, reading for one that is closing.
pub async fn may_change(core: &Core, scope: &Scope, path: &str) -> Result<()> {
    // A page asks for its data while the server renders it; it was fetched with GET, and GET changes nothing.
    let Some(endpoint) = path.strip_prefix("/rpc/") else { return Ok(()) };
    if stays(endpoint) { Ok(()) } else { active(core, scope).await }
}

fn stays(endpoint: &str) -> bool {
    READS.contains(&endpoint) || OWED.contains(&endpoint)
}

async fn active(core: &Core, scope: &Scope) -> Result<()> {
    if accounts::is_active(core.db.read(), scope.account).await? {
        Ok(())
    } else {
        Err(Error::Refused(READ_ONLY.to_owned()))
    }
}

/// Forms under `/app/` of a closing account: those by which one takes an export or the closing back, and the end of a passkey
/// of a device that was lost (P-09).
fn is_open(path: &str) -> bool {
    ["/app/privacy/exports", "/app/privacy/closing"].iter().any(|open| path.starts_with(open))
        || path == "/app/passkeys/remove"
}

/// Refuses forms under `/app/` that are no server functions, such as uploads, but for those that are open.
pub(super) async fn forms(request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let is_form = path.starts_with("/app/") && !request.method().is_safe();
    if !is_form || is_open(path) {
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
    fn p56_what_is_not_known_to_read_or_to_be_owed_is_refused() {
        for endpoint in
            ["leads/list", "today", "privacy/export-all", "privacy/exports", "privacy/requests/act"]
        {
            assert!(stays(endpoint), "{endpoint}");
        }
        for endpoint in ["leads/list2", "leads", "leads/stage", "privacy/closing/close", "today/x", ""] {
            assert!(!stays(endpoint), "{endpoint}");
        }
        assert!(READS.is_sorted() && OWED.is_sorted());
    }

    #[test]
    fn p56_a_passkey_is_removed_from_a_closing_account_but_none_is_added() {
        for path in ["/app/passkeys/remove", "/app/privacy/closing/undo", "/app/privacy/exports"] {
            assert!(is_open(path), "{path}");
        }
        for path in ["/app/passkeys", "/app/passkeys/add", "/app/passkeys/remove2", "/app/two-step/off"] {
            assert!(!is_open(path), "{path}");
        }
    }
}
