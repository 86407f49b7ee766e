//! The session's cookie, and the beginning and end of a session.

use super::cookie;
use crate::{
    Actor, Core, Error, Result, Scope,
    accounts::{DatabaseSessions, MEMBER},
};
use tower_sessions::{
    Expiry, Session, SessionManagerLayer,
    cookie::{SameSite, time::Duration},
};

/// How long a browser keeps the cookie. The server's own limits are shorter or the same.
const COOKIE_DAYS: i64 = 30;

/// Reads and writes the session's cookie: for this host and this site only, out of reach for scripts (rules B4.5).
pub(super) fn layer(core: &Core) -> SessionManagerLayer<DatabaseSessions> {
    SessionManagerLayer::new(DatabaseSessions(core.clone()))
        .with_name(cookie::session_name(&core.settings))
        .with_secure(!core.settings.is_dev())
        .with_http_only(true)
        .with_same_site(SameSite::Strict)
        .with_path("/")
        .with_expiry(Expiry::OnInactivity(Duration::days(COOKIE_DAYS)))
}

/// Signs the browser in as the member of `scope`, under a new session id: an id that was there before, perhaps
/// planted, is worth nothing afterwards (ASVS 7.2.4).
pub async fn start_session(session: &Session, scope: &Scope) -> Result<()> {
    let Actor::Member(member) = scope.actor else {
        return Err(Error::Internal("only members have sessions".to_owned()));
    };
    session.clear().await;
    session.cycle_id().await.map_err(failed)?;
    session.insert(MEMBER, member).await.map_err(failed)
}

/// Gives the browser that is signed in a new session id, once what it takes to sign in has changed: an id that somebody else
/// may have seen before is worth nothing afterwards (ASVS 7.2.4).
pub async fn renew_session(session: &Session) -> Result<()> {
    session.cycle_id().await.map_err(failed)
}

/// Signs the browser out: the session is deleted, its cookie removed.
pub async fn end_session(session: &Session) -> Result<()> {
    session.flush().await.map_err(failed)
}

#[expect(clippy::needless_pass_by_value, reason = "used as a function for map_err")]
pub(super) fn failed(error: tower_sessions::session::Error) -> Error {
    Error::Internal(format!("session: {error}"))
}
