//! `GET /metrics` in the text format of Prometheus: counters and states only, nothing of anybody (P-23).

use super::{Caller, reports};
use crate::{
    controls::{self, Outcome},
    db,
};
use axum::{
    Extension, Router,
    extract::Request,
    http::{HeaderMap, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
    routing::get,
};
use sea_orm::{
    ConnectionTrait,
    sea_query::{Expr, ExprTrait, Query},
};
use std::{
    fmt::Write,
    net::IpAddr,
    sync::atomic::{AtomicU64, Ordering},
};

/// The beginnings of paths and the class that they belong to; what fits none is a public page or a file.
const CLASSES: [(&str, &str); 6] = [
    ("/app", "app"),
    ("/rpc/", "rpc"),
    ("/api/", "api"),
    ("/webhooks/", "webhooks"),
    ("/events", "events"),
    ("", "public"),
];

/// Requests by class and by the first digit of the status.
static REQUESTS: [[AtomicU64; 5]; CLASSES.len()] =
    [const { [const { AtomicU64::new(0) }; 5] }; CLASSES.len()];

/// The route. Programs on the same machine only; a request that a proxy passed on comes from elsewhere.
pub fn routes() -> Router {
    Router::new().route("/metrics", get(metrics))
}

/// Counts a request by the class of its path, never by the path itself, which may hold a secret.
pub(super) async fn count(request: Request, next: Next) -> Response {
    let class = class(request.uri().path());
    let response = next.run(request).await;
    let family = usize::from(response.status().as_u16() / 100).clamp(1, 5) - 1;
    if let Some(counter) = REQUESTS.get(class).and_then(|counters| counters.get(family)) {
        counter.fetch_add(1, Ordering::Relaxed);
    }
    response
}

fn class(path: &str) -> usize {
    CLASSES.iter().position(|(start, _)| path.starts_with(start)).unwrap_or(CLASSES.len() - 1)
}

async fn metrics(Extension(caller): Extension<Caller>, headers: HeaderMap) -> Response {
    if !is_local(&caller.ip, &headers) {
        return StatusCode::NOT_FOUND.into_response();
    }
    match db::across(text(&caller.core)).await {
        Ok(text) => ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], text).into_response(),
        Err(error) => {
            tracing::error!(%error, "the metrics could not be read");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

fn is_local(ip: &str, headers: &HeaderMap) -> bool {
    let is_passed_on =
        ["forwarded", "x-forwarded-for", "x-real-ip"].iter().any(|name| headers.contains_key(*name));
    !is_passed_on && ip.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

async fn text(core: &crate::Core) -> crate::Result<String> {
    let mut out = String::from("# TYPE realtoros_requests_total counter\n");
    for ((_, class), counters) in CLASSES.iter().zip(&REQUESTS) {
        for (family, counter) in counters.iter().enumerate() {
            let (family, n) = (family + 1, counter.load(Ordering::Relaxed));
            let _ = writeln!(out, "realtoros_requests_total{{route=\"{class}\",status=\"{family}xx\"}} {n}");
        }
    }
    out.push_str("# TYPE realtoros_csp_reports_total counter\n");
    let _ = writeln!(out, "realtoros_csp_reports_total {}", reports::BROKEN.load(Ordering::Relaxed));
    for table in ["job", "message"] {
        let _ = writeln!(out, "# TYPE realtoros_{table}s gauge");
        let select = Query::select()
            .column("state")
            .expr_as(Expr::col("id").count(), "n")
            .from(table)
            .group_by_col("state")
            .to_owned();
        for row in core.db.read().query_all(&select).await? {
            let (state, n): (String, i64) = (row.try_get("", "state")?, row.try_get("", "n")?);
            let _ = writeln!(out, "realtoros_{table}s{{state=\"{state}\"}} {n}");
        }
    }
    // A control that did not run has no figure: neither green nor red.
    out.push_str("# TYPE realtoros_control_failing gauge\n");
    for (control, last) in controls::last(core).await? {
        let failing = match last.map(|last| last.outcome) {
            Some(Outcome::Pass) => 0,
            Some(Outcome::Fail(_)) => 1,
            Some(Outcome::NotRun(_)) | None => continue,
        };
        let (clause, name) = (control.clause, control.name);
        let _ =
            writeln!(out, "realtoros_control_failing{{clause=\"{clause}\",control=\"{name}\"}} {failing}");
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{on_both, outbound::tests::fixture};

    on_both!(p23_metrics_hold_counts_and_nothing_of_anybody, core, {
        let scope = fixture::account(&core, "a@example.com").await;
        let lead = fixture::lead(&core, &scope, fixture::NUMBER, fixture::EMAIL).await;
        crate::conversations::add_note(&core, &scope, lead, "Loves porches").await.unwrap();
        let text = text(&core).await.unwrap();
        assert!(text.contains("realtoros_messages{state=\"noted\"} 1"), "{text}");
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let (name, n) = line.rsplit_once(' ').unwrap();
            assert!(n.parse::<u64>().is_ok() && name.starts_with("realtoros_"), "{line}");
        }
        assert!(!text.contains("realtoros_control_failing{"), "what never ran is neither red nor green");
        controls::run_all(&core).await.unwrap();
        let text = super::text(&core).await.unwrap();
        assert!(
            text.contains("realtoros_control_failing{clause=\"P-66\",control=\"audit-chain\"} 0"),
            "{text}"
        );
        assert!(!text.contains("signed-heads"));
        assert!(!text.contains(&scope.account.to_string()) && !text.contains("porches"));
    });

    #[test]
    fn metrics_stay_on_the_machine() {
        let none = HeaderMap::new();
        assert!(is_local("127.0.0.1", &none) && is_local("::1", &none));
        assert!(!is_local("203.0.113.7", &none) && !is_local("", &none));
        let mut passed_on = HeaderMap::new();
        passed_on.insert("x-forwarded-for", "203.0.113.7".parse().unwrap());
        assert!(!is_local("127.0.0.1", &passed_on));
        assert_eq!(CLASSES[class("/u/secret")].1, "public");
        assert_eq!(CLASSES[class("/api/v1/leads")].1, "api");
    }
}
