//! Read-only days: what still works, and what does not (P-56).

use super::lead;
use crate::{
    Error, accounts,
    http::{self, READS, may_change},
    on_both,
    privacy::closing::{close, undo},
    testing::realtor,
};
use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, StatusCode, header},
    routing::post,
};
use tower::ServiceExt;

on_both!(p56_a_closing_account_is_read_and_not_changed, core, {
    let scope = realtor(&core, "dana@example.com").await;
    for (path, stays) in [
        ("/rpc/leads/list", true),
        ("/rpc/today", true),
        ("/rpc/privacy/export-all", true),
        ("/rpc/privacy/requests/act", true),
        ("/rpc/privacy/requests/log", true),
        ("/app/leads", true),
        ("/rpc/leads/add", false),
        ("/rpc/inbox/send", false),
        ("/rpc/newsletters/send", false),
        ("/rpc/imports/start", false),
        ("/rpc/privacy/closing/close", false),
        ("/rpc/something/that/comes/later", false),
    ] {
        may_change(&core, &scope, path).await.unwrap();
        close(&core, &scope, None).await.unwrap();
        let closing = may_change(&core, &scope, path).await;
        match closing {
            Ok(()) => assert!(stays, "{path}"),
            Err(Error::Refused(why)) => assert!(!stays && why.contains("closing"), "{path}: {why}"),
            Err(other) => panic!("{other}"),
        }
        undo(&core, &scope).await.unwrap();
    }
    assert!(!READS.iter().any(|endpoint| endpoint.contains("send") || endpoint.contains("save")));
});

async fn api(core: &crate::Core, token: &str, method: &str, path: &str) -> (StatusCode, String) {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header("sec-fetch-site", "none")
        .header(header::AUTHORIZATION, format!("Bearer {token}"));
    let routes = http::api::routes();
    let response =
        http::protect(routes, core).oneshot(request.body(Body::from("{}")).unwrap()).await.unwrap();
    let status = response.status();
    let body = to_bytes(response.into_body(), 1 << 20).await.unwrap();
    (status, String::from_utf8_lossy(&body).into_owned())
}

on_both!(p56_api_tokens_of_a_closing_account_are_refused, core, {
    let scope = realtor(&core, "dana@example.com").await;
    let lead = lead(&core, &scope, "rosa").await;
    let token = accounts::create_token(&core, &scope).await.unwrap();
    let asked = [
        ("GET", "/api/v1/leads".to_owned()),
        ("GET", format!("/api/v1/leads/{lead}")),
        ("POST", "/api/v1/leads".to_owned()),
        ("PATCH", format!("/api/v1/leads/{lead}")),
        ("POST", format!("/api/v1/leads/{lead}/messages")),
    ];
    for (method, path) in &asked {
        let (status, _) = api(&core, &token, method, path).await;
        assert_ne!(status, StatusCode::FORBIDDEN, "{method} {path} while the account works");
    }
    close(&core, &scope, None).await.unwrap();
    for (method, path) in &asked {
        let (status, body) = api(&core, &token, method, path).await;
        assert_eq!(status, StatusCode::FORBIDDEN, "{method} {path}");
        assert!(body.contains("account_closing"), "{body}");
    }
    undo(&core, &scope).await.unwrap();
    assert_eq!(api(&core, &token, "GET", "/api/v1/leads").await.0, StatusCode::OK);
});

on_both!(p56_forms_beside_the_server_functions_are_refused_too, core, {
    let scope = realtor(&core, "dana@example.com").await;
    let routes = || {
        Router::new()
            .route("/app/import/upload", post(async || "taken"))
            .route("/app/privacy/exports/make", post(async || "taken"))
            .route(
                "/in",
                post(async move |session: http::Session| {
                    http::start_session(&session, &scope).await.unwrap();
                }),
            )
    };
    let send = async |path: &str, cookie: &str| {
        let request = Request::builder()
            .method("POST")
            .uri(path)
            .header("sec-fetch-site", "same-origin")
            .header(header::COOKIE, cookie);
        http::protect(routes(), &core).oneshot(request.body(Body::empty()).unwrap()).await.unwrap()
    };
    let response = send("/in", "").await;
    let cookie =
        response.headers()[header::SET_COOKIE].to_str().unwrap().split(';').next().unwrap().to_owned();
    assert_eq!(send("/app/import/upload", &cookie).await.status(), StatusCode::OK);
    close_but_stay(&core, &scope).await;
    assert_eq!(send("/app/import/upload", &cookie).await.status(), StatusCode::FORBIDDEN);
    assert_eq!(send("/app/privacy/exports/make", &cookie).await.status(), StatusCode::OK);
});

/// Closes the account as the operator would, and signs nobody out.
async fn close_but_stay(core: &crate::Core, scope: &crate::Scope) {
    use sea_orm::{
        ConnectionTrait, ExprTrait,
        sea_query::{Expr, Query},
    };
    let change = Query::update()
        .table("account")
        .value("status", "closing")
        .and_where(Expr::col("id").eq(scope.account.0))
        .to_owned();
    core.db.write().execute(&change).await.unwrap();
}
