//! A material change of the policy is accepted before anything else goes on, on every path (P-69, tension T9).

use super::{Caller, api::Problem};
use crate::privacy;
use axum::{
    Extension, Json,
    extract::Request,
    http::{HeaderMap, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use serde_json::json;

/// The page on which the policy in force is accepted. It needs no script.
const PAGE: &str = "/privacy/accept";
/// The name of the rule for programs.
const REASON: &str = "policy_not_accepted";
/// What is said to somebody who calls from a page that was open before.
const SENTENCE: &str = "The privacy policy has changed. Read and accept it at /privacy/accept to go on, or take your data \
                        with you and close your account.";

/// What a member may do without having accepted: take the data along, close the account, and what these pages need. Each is
/// an address and what is below it. Reading the policy, signing out and everything public is not guarded at all.
const OPEN: [&str; 10] = [
    "/app/privacy/exports",
    "/rpc/privacy/exports",
    "/rpc/privacy/export-all",
    "/rpc/privacy/export-cancel",
    "/app/privacy/closing",
    "/rpc/account/closing",
    // Both ask for a password. Whoever signs in without one sets it first.
    "/app/settings",
    "/rpc/account/password",
    // How far an export is: what has changed, never the content.
    "/events",
    // The same for everybody.
    "/api/v1/openapi.json",
];

/// Lets a member who has not accepted a material version read it, export and close, and do nothing else.
pub(super) async fn policy_accepted(
    Extension(caller): Extension<Caller>,
    request: Request,
    next: Next,
) -> Response {
    let path = request.uri().path();
    let Some(scope) = caller.scope.filter(|_| is_guarded(path)) else { return next.run(request).await };
    match privacy::to_accept(&caller.core, &scope).await {
        Ok(None) => next.run(request).await,
        Ok(Some(_)) => refusal(path, request.headers()),
        Err(error) => {
            tracing::error!(%error, "whether the policy was accepted could not be found out");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// Pages of the dashboard, server functions, the REST interface, the event stream and linking an identity; fails closed for
/// what is added below these addresses later.
fn is_guarded(path: &str) -> bool {
    let is_at =
        |place: &str| path.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    ["/app", "/rpc", "/api", "/events", "/auth"].into_iter().any(is_at) && !OPEN.into_iter().any(is_at)
}

fn refusal(path: &str, headers: &HeaderMap) -> Response {
    let wants_page = headers
        .get(header::ACCEPT)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|accept| accept.contains("text/html"));
    if path.starts_with("/api/") {
        Problem::refused(REASON, SENTENCE).into_response()
    } else if path.starts_with("/rpc/") && !wants_page {
        // As the pages of the dashboard read it (`AppError`).
        (StatusCode::FORBIDDEN, Json(json!({ "Refused": SENTENCE }))).into_response()
    } else {
        Redirect::to(PAGE).into_response()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Core, accounts,
        http::{Session, protect, start_session},
        on_both,
        testing::{TestCore, realtor},
    };
    use axum::{
        Router,
        body::{Body, to_bytes},
        http::Request,
        routing::{any, post},
    };
    use chrono::TimeDelta;
    use realtoros_domain::policy::{VERSIONS, Version};
    use tower::ServiceExt;

    const LATER: &[Version] = &[
        VERSIONS[0],
        Version { id: "2026-11-25", text: "", sha256: "11", material: true, changes: &[], new_purposes: &[] },
    ];

    /// Every path answers `ok` when it is reached.
    fn app(core: &Core, scope: crate::Scope) -> Router {
        let routes = Router::new()
            .route("/in", post(async move |session: Session| start_session(&session, &scope).await.unwrap()))
            .fallback(any(|| async { "reached" }));
        protect(routes, core)
    }

    async fn send(
        app: &Router,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
    ) -> (StatusCode, Option<String>, String) {
        let mut request = Request::builder().method(method).uri(path).header("sec-fetch-site", "same-origin");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = app.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        let text = |name| response.headers().get(name).map(|it| it.to_str().unwrap().to_owned());
        let found = text("location").or_else(|| text("set-cookie"));
        let status = response.status();
        let body = to_bytes(response.into_body(), 1 << 16).await.unwrap();
        (status, found, String::from_utf8(body.to_vec()).unwrap())
    }

    async fn cookie(app: &Router) -> String {
        send(app, "POST", "/in", &[]).await.1.unwrap().split(';').next().unwrap().to_owned()
    }

    on_both!(p69_until_a_material_version_is_accepted_every_path_leads_to_it, core, {
        let core: TestCore = core;
        let scope = realtor(&core, "dana@example.com").await;
        let token = accounts::create_token(&core, &scope).await.unwrap();
        let later = Core { policies: LATER, ..core.core.clone() };
        let app = app(&later, scope);
        let first = cookie(&app).await;
        let page = [("cookie", first.as_str()), ("accept", "text/html")];
        assert_eq!(send(&app, "GET", "/app/today", &page).await.2, "reached", "it applies from tomorrow");
        core.clock.advance(TimeDelta::days(1));
        let cookie = cookie(&app).await;
        let bearer = format!("Bearer {token}");
        let page = [("cookie", cookie.as_str()), ("accept", "text/html")];
        let call = [("cookie", cookie.as_str()), ("accept", "application/json")];
        let program = [("authorization", bearer.as_str())];

        for path in [
            "/app",
            "/app/today",
            "/app/leads/1",
            "/app/leads/1/report",
            "/app/newsletters",
            "/app/privacy",
            "/app/privacy/exported",
            "/app/privacy/erasures",
            "/auth/google",
        ] {
            let (status, location, _) = send(&app, "GET", path, &page).await;
            assert_eq!((status, location.as_deref()), (StatusCode::SEE_OTHER, Some(PAGE)), "{path}");
        }
        for path in [
            "/rpc/leads/list",
            "/rpc/inbox/send",
            "/rpc/privacy/ai",
            "/rpc/privacy/export-lead",
            "/rpc/account/business",
            "/rpc/anything/new",
        ] {
            let (status, _, body) = send(&app, "POST", path, &call).await;
            assert_eq!((status, body.contains("Refused")), (StatusCode::FORBIDDEN, true), "{path}");
        }
        for (method, path) in [
            ("GET", "/api/v1/leads"),
            ("POST", "/api/v1/leads"),
            ("POST", "/api/v1/imports"),
            ("GET", "/api/v1/exports"),
        ] {
            let (status, _, body) = send(&app, method, path, &program).await;
            assert_eq!(status, StatusCode::FORBIDDEN, "{path}");
            assert!(
                body.contains("\"reason\":\"policy_not_accepted\"") && body.contains("/privacy/accept"),
                "{body}"
            );
        }
        for path in [
            "/privacy",
            "/privacy/2026-04-01",
            "/privacy/accept",
            "/app/privacy/exports",
            "/app/privacy/closing",
            "/app/settings",
            "/events",
        ] {
            assert_eq!(send(&app, "GET", path, &page).await.2, "reached", "{path}");
        }
        for path in [
            "/rpc/privacy/exports",
            "/rpc/privacy/export-all",
            "/rpc/privacy/export-cancel",
            "/app/privacy/exports/1/download",
            "/app/privacy/closing",
            "/app/privacy/closing/undo",
            "/rpc/account/password",
        ] {
            assert_eq!(send(&app, "POST", path, &call).await.2, "reached", "{path}");
        }
        privacy::accept(&later, &scope, "2026-11-25").await.unwrap();
        assert_eq!(send(&app, "GET", "/app/today", &page).await.2, "reached");
        assert_eq!(send(&app, "GET", "/api/v1/leads", &program).await.2, "reached");
    });
}
