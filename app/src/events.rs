//! `/events`: news for the browser of a signed-in member, as server-sent events (what changed, never the content).

use crate::wire::Caller;
use axum::{
    Extension, Router,
    http::StatusCode,
    response::{
        IntoResponse, Response,
        sse::{Event, KeepAlive, Sse},
    },
    routing::get,
};
use std::convert::Infallible;
use tokio_stream::{StreamExt, wrappers::BroadcastStream};

/// The first word of a stream.
const OPEN: &str = "open";

/// The route of the stream.
pub fn routes() -> Router {
    Router::new().route("/events", get(events))
}

async fn events(Extension(caller): Extension<Caller>) -> Response {
    let Some(scope) = caller.scope else { return StatusCode::UNAUTHORIZED.into_response() };
    // A listener that fell behind has missed some news; the next one brings it up to date.
    let news = BroadcastStream::new(caller.core.live.subscribe())
        .filter_map(Result::ok)
        .filter(move |(account, _)| *account == scope.account)
        .map(|(_, event)| Ok::<_, Infallible>(Event::default().data(event.as_str())));
    // The first word says that somebody listens, perhaps again after a break.
    let news = tokio_stream::once(Ok(Event::default().data(OPEN))).chain(news);
    Sse::new(news).keep_alive(KeepAlive::default()).into_response()
}
