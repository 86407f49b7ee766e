//! Who calls.

use crate::{Core, Scope, accounts, db};
use axum::{
    extract::{ConnectInfo, Request, State},
    http::{HeaderMap, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use realtoros_domain::ids::UserId;
use std::net::SocketAddr;
use tower_sessions::Session;

/// Who calls. A layer puts it into every request before any handler runs.
#[derive(Clone, Debug)]
pub struct Caller {
    /// The ground that use cases stand on.
    pub core: Core,
    /// The signed-in member, if there is one.
    pub scope: Option<Scope>,
    /// The address that the request came from.
    pub ip: String,
    /// The name of the browser.
    pub agent: String,
}

/// Finds out who calls, once per request: from the session's cookie, or under `/api/` from the bearer token. The
/// scope comes from nowhere else (P-35).
pub(super) async fn caller(State(core): State<Core>, mut request: Request, next: Next) -> Response {
    // Styles, scripts and pictures are the same for everybody, so nobody is looked up for them.
    let is_asset = request.uri().path().starts_with("/pkg/");
    let session = request.extensions().get::<Session>().filter(|_| !is_asset).cloned();
    let secret =
        is_api(request.uri().path()).then(|| bearer(request.headers()).unwrap_or_default().to_owned());
    // The secret says whose request it is; from then on the database shows this account's rows only.
    let scope = match db::across(scope(&core, session, secret)).await {
        Ok(scope) => scope,
        Err(error) => {
            tracing::error!(%error, "who calls could not be found out");
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        }
    };
    let ip = request.extensions().get::<ConnectInfo<SocketAddr>>();
    let ip = ip.map(|info| info.0.ip().to_canonical().to_string()).unwrap_or_default();
    let agent = text(request.headers(), header::USER_AGENT).chars().take(200).collect();
    request.extensions_mut().insert(Caller { core, scope, ip, agent });
    match scope {
        Some(scope) => db::within(scope.account, next.run(request)).await,
        None => db::unknown(next.run(request)).await,
    }
}

async fn scope(
    core: &Core,
    session: Option<Session>,
    secret: Option<String>,
) -> crate::Result<Option<Scope>> {
    if let Some(secret) = secret {
        return accounts::scope_of_token(core, &secret).await;
    }
    let Some(session) = session else { return Ok(None) };
    let member: Option<UserId> = session.get(accounts::MEMBER).await.map_err(super::session::failed)?;
    match member {
        Some(member) => accounts::scope_of_member(core, member).await,
        None => Ok(None),
    }
}

/// Whether a path belongs to the REST API, which knows bearer tokens only.
pub(super) fn is_api(path: &str) -> bool {
    path.starts_with("/api/")
}

/// The token of an `Authorization: Bearer` header.
pub(super) fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

fn text(headers: &HeaderMap, name: header::HeaderName) -> &str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}
