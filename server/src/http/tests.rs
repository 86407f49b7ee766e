use super::{Caller, Session, end_session, protect, renew_session, start_session};
use crate::{Core, Scope, accounts, on_both, settings::Settings, testing::TestCore};
use axum::{
    Extension, Router,
    body::Body,
    http::{Request, StatusCode, header},
    response::Response,
    routing::{get, post},
};
use chrono::TimeDelta;
use sea_orm::{ConnectionTrait, Statement};
use std::{collections::HashMap, sync::Arc};
use tower::ServiceExt;

fn app(core: &TestCore, scope: Scope) -> Router {
    let who = |Extension(caller): Extension<Caller>| async move {
        caller.scope.map_or("nobody".to_owned(), |scope| scope.account.to_string())
    };
    let routes = Router::new()
        .route("/app/today", get(who))
        .route("/api/v1/me", get(who).post(who))
        .route("/in", post(async move |session: Session| start_session(&session, &scope).await.unwrap()))
        .route("/new", post(async |session: Session| renew_session(&session).await.unwrap()))
        .route("/out", post(async |session: Session| end_session(&session).await.unwrap()));
    protect(routes, core)
}

/// Sends a request with headers; returns the answer.
async fn send(app: &Router, method: &str, path: &str, headers: &[(&str, &str)]) -> Response {
    let mut request = Request::builder().method(method).uri(path).header("host", "crm.example");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    app.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap()
}

fn cookie_of(response: &Response) -> String {
    let cookie = response.headers()[header::SET_COOKIE].to_str().unwrap();
    assert!(
        cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict") && cookie.contains("Path=/"),
        "{cookie}"
    );
    cookie.split(';').next().unwrap().to_owned()
}

/// The cookie after signing in, with `before` sent along.
async fn signed_in(app: &Router, before: &str) -> String {
    let response = send(app, "POST", "/in", &[("cookie", before), ("sec-fetch-site", "same-origin")]).await;
    assert_eq!(response.status(), StatusCode::OK);
    cookie_of(&response)
}

async fn is_in(app: &Router, cookie: &str) -> bool {
    send(app, "GET", "/app/today", &[("cookie", cookie)]).await.status() == StatusCode::OK
}

on_both!(p09_a_session_goes_on_under_a_new_id_and_the_old_one_is_worth_nothing, core, {
    let app = app(&core, member(&core).await);
    let before = signed_in(&app, "").await;
    let response =
        send(&app, "POST", "/new", &[("cookie", &before), ("sec-fetch-site", "same-origin")]).await;
    let after = cookie_of(&response);
    assert_ne!(after, before);
    assert!(is_in(&app, &after).await && !is_in(&app, &before).await);
});

on_both!(p35_a_session_begins_under_a_new_id, core, {
    let app = app(&core, member(&core).await);
    let planted = "realtoros=AAAAAAAAAAAAAAAAAAAAAA";
    let first = signed_in(&app, planted).await;
    assert_ne!(first, planted);
    assert!(!is_in(&app, planted).await);
    assert!(is_in(&app, &first).await);
    let second = signed_in(&app, &first).await;
    assert_ne!(second, first);
    assert!(is_in(&app, &second).await);
    assert!(!is_in(&app, &first).await, "the id from before signing in is worth nothing");
});

on_both!(a_session_ends_when_idle_when_old_and_when_ended, core, {
    let app = app(&core, member(&core).await);
    let idle = signed_in(&app, "").await;
    core.clock.advance(TimeDelta::hours(11));
    assert!(is_in(&app, &idle).await);
    core.clock.advance(TimeDelta::hours(11));
    assert!(is_in(&app, &idle).await, "a request keeps it alive");
    core.clock.advance(TimeDelta::hours(12));
    assert!(!is_in(&app, &idle).await);

    let old = signed_in(&app, "").await;
    for _ in 0..60 {
        core.clock.advance(TimeDelta::hours(12) - TimeDelta::minutes(6));
        assert!(is_in(&app, &old).await);
    }
    core.clock.advance(TimeDelta::hours(6));
    assert!(!is_in(&app, &old).await, "thirty days are the most");

    let ended = signed_in(&app, "").await;
    let other = signed_in(&app, "").await;
    send(&app, "POST", "/out", &[("cookie", &ended), ("sec-fetch-site", "same-origin")]).await;
    assert!(!is_in(&app, &ended).await);
    assert!(is_in(&app, &other).await);

    accounts::tidy(&core).await.unwrap();
    let sql = "SELECT id_index, sealed FROM session";
    let rows = core.db.read().query_all_raw(Statement::from_string(core.db.backend(), sql)).await.unwrap();
    assert_eq!(rows.len(), 1, "what is over is removed");
    let stored: Vec<u8> = rows[0].try_get("", "sealed").unwrap();
    assert!(!String::from_utf8_lossy(&stored).contains("member"));
});

on_both!(p35_guards_stand_in_front_of_every_handler, core, {
    let app = app(&core, member(&core).await);
    let cookie = signed_in(&app, "").await;

    let response = send(&app, "GET", "/app/today?x=1", &[]).await;
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    assert_eq!(response.headers()[header::LOCATION], "/sign-in?next=/app/today%3Fx%3D1");
    assert_eq!(response.headers()["x-content-type-options"], "nosniff");
    assert_eq!(response.headers()[header::CACHE_CONTROL], "no-store");
    assert!(
        response.headers()[header::CONTENT_SECURITY_POLICY].to_str().unwrap().contains("default-src 'none'")
    );

    let from_elsewhere = send(&app, "GET", "/app/today", &[("sec-fetch-site", "cross-site")]).await;
    assert_eq!(from_elsewhere.status(), StatusCode::OK, "asks again, from our own site");
    let forged = [("cookie", cookie.as_str()), ("origin", "https://evil.example")];
    assert_eq!(send(&app, "POST", "/out", &forged).await.status(), StatusCode::FORBIDDEN);
    assert!(is_in(&app, &cookie).await);
});

on_both!(p02_in_production_browsers_are_told_to_come_over_tls_only, core, {
    let told = async |core: &Core| {
        let app = protect(Router::new().route("/here", get(async || "Hello")), core);
        let response = send(&app, "GET", "/here", &[]).await;
        let header = response.headers().get(header::STRICT_TRANSPORT_SECURITY);
        header.map(|value| value.to_str().unwrap().to_owned())
    };
    assert_eq!(told(&core).await, None, "a developer's machine has no certificate");
    let vars = [
        ("REALTOROS_PROFILE", "production"),
        ("REALTOROS_MASTER_KEY_FILE", "key"),
        ("REALTOROS_PUBLIC_URL", "https://crm.example.com"),
    ];
    let vars = HashMap::from(vars.map(|(name, value)| (name.to_owned(), value.to_owned())));
    let production = Core { settings: Arc::new(Settings::read(&vars).unwrap()), ..core.core.clone() };
    assert_eq!(told(&production).await.as_deref(), Some("max-age=31536000; includeSubDomains"));
});

on_both!(p35_the_api_knows_tokens_only, core, {
    let scope = member(&core).await;
    let app = app(&core, scope);
    let cookie = signed_in(&app, "").await;
    let secret = format!("Bearer {}", accounts::create_token(&core, &scope).await.unwrap());
    let body = async |headers: &[(&str, &str)]| {
        let response = send(&app, "GET", "/api/v1/me", headers).await;
        String::from_utf8(axum::body::to_bytes(response.into_body(), 1_000).await.unwrap().to_vec()).unwrap()
    };
    assert_eq!(body(&[("cookie", &cookie)]).await, "nobody");
    assert_eq!(body(&[("authorization", "Bearer wrong")]).await, "nobody");
    assert_eq!(body(&[("authorization", &secret)]).await, scope.account.to_string());
    assert_eq!(
        send(&app, "POST", "/api/v1/me", &[("authorization", &secret)]).await.status(),
        StatusCode::OK
    );
});

async fn member(core: &TestCore) -> Scope {
    accounts::sign_up(
        core,
        accounts::SignUp {
            name: "Ada Vale".to_owned(),
            email: "ada@vale.example".to_owned(),
            credential: accounts::Credential::Password("correct horse battery staple".to_owned()),
            brokerage: "Vale Realty".to_owned(),
            licence_state: "TX".to_owned(),
            postal_address: "17 Pecan Way, Austin, TX 78701".to_owned(),
            phone: "(512) 555-0147".to_owned(),
            time_zone: "America/Chicago".to_owned(),
            adult: true,
            policy_accepted: true,
            ip: "192.0.2.1".to_owned(),
        },
    )
    .await
    .unwrap()
}
