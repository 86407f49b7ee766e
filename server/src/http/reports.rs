//! Reports of browsers about pages of the dashboard that broke their content security policy (rules B4.6).
//!
//! Only the name of the rule is kept, as a log line and a count: the rest of a report holds addresses. Pages behind a
//! secret link ask for no reports, because those would carry the link.

use axum::{Json, Router, extract::DefaultBodyLimit, http::StatusCode, routing::post};
use serde::Deserialize;
use std::sync::atomic::{AtomicU64, Ordering};

/// Where reports go: for `Reporting-Endpoints`.
pub const ENDPOINTS: &str = "reports=\"/reports\"";

/// The largest report that is read, in bytes.
const LARGEST: usize = 64 * 1024;

/// Pages that broke their policy since the process began.
pub(super) static BROKEN: AtomicU64 = AtomicU64::new(0);

/// `POST /reports`.
pub fn routes() -> Router {
    Router::new().route("/reports", post(take)).layer(DefaultBodyLimit::max(LARGEST))
}

#[derive(Deserialize)]
struct Report {
    #[serde(default)]
    body: Body,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Body {
    effective_directive: String,
}

async fn take(body: axum::body::Bytes) -> StatusCode {
    let Ok(Json(reports)) = Json::<Vec<Report>>::from_bytes(&body) else { return StatusCode::BAD_REQUEST };
    for report in &reports {
        BROKEN.fetch_add(1, Ordering::Relaxed);
        tracing::warn!(
            rule = rule(&report.body.effective_directive),
            "a page broke its content security policy"
        );
    }
    StatusCode::NO_CONTENT
}

/// The name of a rule; whatever else somebody sends is not repeated.
fn rule(name: &str) -> &str {
    let is_name = name.len() <= 40 && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    if is_name { name } else { "unknown" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn p23_a_report_is_counted_and_nothing_of_it_is_repeated() {
        assert_eq!(rule("script-src-elem"), "script-src-elem");
        for other in ["https://a.example/n/token", "img\nsrc", &"a".repeat(41)] {
            assert_eq!(rule(other), "unknown", "{other}");
        }
        let before = BROKEN.load(Ordering::Relaxed);
        let report = r#"[{"type":"csp-violation","url":"https://x/","body":{"effectiveDirective":"img-src"}},{"type":"other"}]"#;
        assert_eq!(take(report.into()).await, StatusCode::NO_CONTENT);
        assert!(BROKEN.load(Ordering::Relaxed) >= before + 2);
        assert_eq!(take("what".into()).await, StatusCode::BAD_REQUEST);
    }
}
