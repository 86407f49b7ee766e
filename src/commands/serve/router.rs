//! Which handler answers which address.

use axum::{Extension, Router, http::StatusCode, response::IntoResponse, routing::get};
use leptos::prelude::*;
use leptos_axum::{LeptosRoutes, generate_route_list};
use realtoros_app::{App, ClauseTest, not_found, routes, shell};
use realtoros_server::{Core, Error, Result, http};
use tower_http::{
    compression::{
        CompressionLayer,
        predicate::{DefaultPredicate, NotForContentType, Predicate},
    },
    services::ServeDir,
};

// `TESTS`: see build.rs.
include!(concat!(env!("OUT_DIR"), "/clause_tests.rs"));

/// Everything that this server answers.
pub fn router(core: &Core) -> Result<Router> {
    let options = get_configuration(Some("Leptos.toml"))
        .map_err(|error| Error::invalid(format!("Leptos.toml: {error}")))?
        .leptos_options;
    let site = ServeDir::new(options.site_root.to_string()).precompressed_br().precompressed_gzip();
    let pages = {
        let options = options.clone();
        move || shell(options.clone())
    };
    let dashboard = Router::new()
        .route("/rpc/{*path}", axum::routing::post(leptos_axum::handle_server_fns))
        .leptos_routes(&options, generate_route_list(App), pages)
        .with_state(options);
    let ready = {
        let core = core.clone();
        move || ready(core.clone())
    };
    Ok(Router::new()
        .merge(dashboard)
        .merge(routes(TESTS))
        .merge(http::webhooks::routes(core))
        .merge(http::api::routes())
        .merge(http::metrics::routes())
        .merge(http::reports::routes())
        .route("/healthz", get(|| async { "ok" }))
        .route("/readyz", get(ready))
        .fallback_service(site.fallback(get(nothing)))
        // An export is compressed already.
        .layer(
            CompressionLayer::new()
                .compress_when(DefaultPredicate::new().and(NotForContentType::const_new("application/zip"))),
        ))
}

/// The answer where there is neither a page nor a file.
async fn nothing(caller: Option<Extension<http::Caller>>) -> impl IntoResponse {
    not_found(caller.is_some_and(|Extension(caller)| caller.scope.is_some()))
}

/// Whether this node can do its work.
async fn ready(core: Core) -> impl IntoResponse {
    match core.db.pending_migrations().await {
        Ok(0) => (StatusCode::OK, "ready"),
        _ => (StatusCode::SERVICE_UNAVAILABLE, "the database is not ready"),
    }
}
