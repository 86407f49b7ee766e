//! The KEK in a key service: a stand-in that speaks the interface of OpenBao and Vault.

use super::fixture::*;
use crate::{
    Core, Error, controls, on_both,
    testing::TestCore,
    vault::{
        KekSource, KeyOwner, TransitSettings, Vault, VaultError, keeper, repository,
        rotation::{retire_master, rotate_master},
        status,
        wrapping::place,
    },
};
use axum::{
    Json, Router,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    routing::{get, post},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use chrono::TimeDelta;
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};
use tokio::net::TcpListener;

const TOKEN: &str = "s.token";

/// Versions of the one key, and what was asked.
#[derive(Debug)]
struct Service {
    latest: i64,
    oldest: i64,
    asked: Vec<String>,
}

type Shared = Arc<Mutex<Service>>;
type Answer = (StatusCode, Json<Value>);

fn ok(data: Value) -> Answer {
    (StatusCode::OK, Json(json!({ "data": data })))
}

fn no(status: StatusCode, why: &str) -> Answer {
    (status, Json(json!({ "errors": [why] })))
}

async fn show(State(service): State<Shared>, headers: HeaderMap) -> Answer {
    if headers.get("X-Vault-Token").is_none_or(|token| token != TOKEN) {
        return no(StatusCode::FORBIDDEN, "permission denied");
    }
    let service = service.lock().unwrap();
    ok(json!({ "latest_version": service.latest, "min_decryption_version": service.oldest }))
}

async fn change(
    State(service): State<Shared>,
    Path(what): Path<String>,
    body: Option<Json<Value>>,
) -> StatusCode {
    let mut service = service.lock().unwrap();
    match what.as_str() {
        "rotate" => service.latest += 1,
        _ => service.oldest = body.unwrap()["min_decryption_version"].as_i64().unwrap(),
    }
    StatusCode::NO_CONTENT
}

/// The real service encrypts; for the test it is enough that version and associated data come back only as they went.
async fn encrypt(State(service): State<Shared>, Json(body): Json<Value>) -> Answer {
    let mut service = service.lock().unwrap();
    let version = body["key_version"].as_i64().unwrap();
    if version > service.latest {
        return no(StatusCode::BAD_REQUEST, "version is too new");
    }
    service.asked.push(format!("encrypt v{version}"));
    let kept = json!([body["plaintext"], body["associated_data"]]).to_string();
    ok(json!({ "ciphertext": format!("vault:v{version}:{}", STANDARD.encode(kept)), "key_version": version }))
}

async fn decrypt(State(service): State<Shared>, Json(body): Json<Value>) -> Answer {
    let mut service = service.lock().unwrap();
    let text = body["ciphertext"].as_str().unwrap();
    let (version, kept) = text.strip_prefix("vault:v").unwrap().split_once(':').unwrap();
    service.asked.push(format!("decrypt v{version}"));
    let kept: Value = serde_json::from_slice(&STANDARD.decode(kept).unwrap()).unwrap();
    if version.parse::<i64>().unwrap() < service.oldest || kept[1] != body["associated_data"] {
        return no(StatusCode::BAD_REQUEST, "invalid ciphertext: unable to decrypt");
    }
    ok(json!({ "plaintext": kept[0] }))
}

async fn service() -> (String, Shared) {
    let shared = Arc::new(Mutex::new(Service { latest: 1, oldest: 1, asked: Vec::new() }));
    let router = Router::new()
        .route("/v1/transit/keys/realtoros", get(show))
        .route("/v1/transit/keys/realtoros/{what}", post(change))
        .route("/v1/transit/encrypt/realtoros", post(encrypt))
        .route("/v1/transit/decrypt/realtoros", post(decrypt))
        .with_state(shared.clone());
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await });
    (url, shared)
}

/// The installation, empty, with its KEK in the service.
async fn with_service(core: &TestCore, url: &str, token: &str) -> crate::Result<Core> {
    let kek =
        KekSource::Transit(TransitSettings { url: url.into(), token: token.into(), key: "realtoros".into() });
    let mut settings = (*core.settings).clone();
    settings.kek = kek;
    let vault = Vault::open(&core.db, keeper(&settings.kek, false)?.0, core.now_ms()).await?.at_pace(ALONE);
    Ok(Core::new(core.db.clone(), vault, core.core.clock.clone(), settings))
}

async fn emptied(core: &TestCore) {
    for table in ["data_key", "master_key"] {
        let sql = format!("DELETE FROM {table}");
        sea_orm::ConnectionTrait::execute_unprepared(core.db.write(), &sql).await.unwrap();
    }
}

on_both!(p01_a_key_service_wraps_unwraps_and_rotates, test, {
    emptied(&test).await;
    let (url, shared) = service().await;
    let core = with_service(&test, &url, TOKEN).await.unwrap();
    let one = full(&core, "a@example.com", 1).await;
    read_all(&with_service(&test, &url, TOKEN).await.unwrap(), &one).await.unwrap();
    let row = repository::of(core.db.read(), KeyOwner::Account(one.scope.account)).await.unwrap().remove(0);
    assert!(row.wrapped.starts_with(b"vault:v1:"));

    let done = rotate_master(&core, &mut |_| Ok(())).await.unwrap();
    assert_eq!((done.version, done.rewrapped), (2, 3));
    test.clock.advance(TimeDelta::hours(1));
    assert_eq!(retire_master(&core, true).await.unwrap(), 1);
    assert_eq!(shared.lock().unwrap().oldest, 2, "the service opens the old version no more");
    let again = with_service(&test, &url, TOKEN).await.unwrap();
    read_all(&again, &one).await.unwrap();
    assert_eq!(status(&again).await.unwrap().current, 2);
});

on_both!(p01_a_key_of_another_account_does_not_open_at_the_key_service, test, {
    emptied(&test).await;
    let (url, _) = service().await;
    let core = with_service(&test, &url, TOKEN).await.unwrap();
    let (one, other) = (full(&core, "a@example.com", 0).await, full(&core, "b@example.com", 0).await);
    let mine = repository::of(core.db.read(), KeyOwner::Account(one.scope.account)).await.unwrap().remove(0);
    let theirs =
        repository::of(core.db.read(), KeyOwner::Account(other.scope.account)).await.unwrap().remove(0);
    // The service itself refuses: what it wrapped is bound to the place that it was wrapped for.
    let opened = async |owner| core.vault.keeper.unwrap(1, place(owner), &mine.wrapped).await;
    assert!(opened(KeyOwner::Account(one.scope.account)).await.is_ok());
    assert!(opened(KeyOwner::Account(other.scope.account)).await.is_err());

    let mut moved: crate::vault::entity::key::ActiveModel = theirs.into();
    moved.wrapped = sea_orm::ActiveValue::Set(mine.wrapped);
    sea_orm::ActiveModelTrait::update(moved, core.db.write()).await.unwrap();
    let fresh = with_service(&test, &url, TOKEN).await.unwrap();
    let error = read_all(&fresh, &other).await.unwrap_err();
    assert!(matches!(error, Error::Vault(VaultError::DoesNotOpenIn { .. })), "{error}");
});

on_both!(p01_a_key_service_that_refuses_or_is_away_stops_the_start, test, {
    emptied(&test).await;
    let (url, _) = service().await;
    with_service(&test, &url, TOKEN).await.unwrap();
    let error = with_service(&test, &url, "s.wrong").await.unwrap_err().to_string();
    assert!(
        error.contains("403") && error.contains("permission denied") && !error.contains("s.wrong"),
        "{error}"
    );
    let error = with_service(&test, "http://127.0.0.1:9", TOKEN).await.unwrap_err().to_string();
    assert!(error.contains("does not answer"), "{error}");
});

on_both!(p38_the_key_service_is_on_the_list_of_hosts, test, {
    emptied(&test).await;
    let (url, _) = service().await;
    let core = with_service(&test, &url, TOKEN).await.unwrap();
    let reports = controls::run_all(&core).await.unwrap();
    let egress = reports.iter().find(|report| report.control.name == "egress-list").unwrap();
    assert_eq!(egress.outcome, controls::Outcome::Pass);
});
