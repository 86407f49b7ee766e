//! What stands between the network and every handler: sessions, who calls, which requests are refused, headers.

mod accepted;
pub mod api;
mod caller;
pub mod cookie;
pub mod guard;
pub mod headers;
pub mod metrics;
mod read_only;
pub mod reports;
mod session;
#[cfg(test)]
mod tests;
pub mod webhooks;

pub use caller::Caller;
pub use read_only::{READ_ONLY, READS, may_change};
pub use session::{end_session, renew_session, start_session};
pub use tower_sessions::Session;

use crate::Core;
use axum::{
    Router,
    middleware::{from_fn, from_fn_with_state},
};

/// Puts the layers around `router`, in the order in which they rely on one another. From the outside in: counting, headers,
/// session cookie, request origin, who calls, policy accepted, members only, read-only days.
pub fn protect(router: Router, core: &Core) -> Router {
    router
        .layer(from_fn(read_only::forms))
        .layer(from_fn(guard::members_only))
        .layer(from_fn(accepted::policy_accepted))
        .layer(from_fn_with_state(core.clone(), caller::caller))
        .layer(from_fn_with_state(core.clone(), guard::origin))
        .layer(session::layer(core))
        .layer(from_fn_with_state(core.clone(), headers::security))
        .layer(from_fn(metrics::count))
}
