//! Stands for Google and Microsoft at once: tokens, revocation, busy times.

use super::{TITLE, TOKEN};
use crate::{Core, settings::OAuthSettings, testing::TestCore};
use axum::{
    Form, Json, Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode, Uri},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

/// Who is at the provider, and what they allow.
pub struct Person {
    pub subject: &'static str,
    /// The scopes that are granted; `None`: those that are asked for.
    pub scopes: Option<&'static str>,
    pub lasting: bool,
}

impl Default for Person {
    fn default() -> Self {
        Self { subject: "7", scopes: None, lasting: true }
    }
}

/// How it behaves, and what it was asked: method, address and body.
#[derive(Default)]
struct Inside {
    log: Vec<(String, String)>,
    used: Vec<String>,
    /// Refuses to refresh, with this word.
    refuses: Option<&'static str>,
    /// Gives this refresh token in the place of the old one.
    rotates: Option<&'static str>,
    /// The status of `/revoke`; 200 unless said.
    revoke: Option<u16>,
    busy: Option<Value>,
    /// The status of busy times, and after how many seconds to ask again.
    fails: Option<(u16, u32)>,
}

#[derive(Clone)]
pub struct StandIn {
    url: String,
    inside: Arc<Mutex<Inside>>,
}

impl StandIn {
    /// The installation with both providers set up, and the stand-in.
    pub async fn start(core: &TestCore) -> (Core, Self) {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let stand_in = Self { url: url.clone(), inside: Arc::default() };
        let app = Router::new()
            .route("/token", post(token))
            .route("/revoke", post(revoke))
            .route("/calendar/v3/freeBusy", post(free_busy))
            .route("/v1.0/me/calendarView", get(free_busy))
            .with_state(stand_in.clone());
        tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
        let mut settings = (*core.settings).clone();
        let oauth = OAuthSettings {
            auth_url: format!("{url}/auth"),
            token_url: format!("{url}/token"),
            api_url: url.clone(),
            client_id: "us".to_owned(),
            client_secret: "secret".to_owned().into(),
        };
        settings.providers.google = Some(oauth.clone());
        settings.providers.microsoft = Some(oauth);
        (Core { settings: Arc::new(settings), ..core.core.clone() }, stand_in)
    }

    /// What it was asked so far: `POST /revoke token=…`.
    pub fn log(&self) -> Vec<String> {
        self.inside.lock().unwrap().log.iter().map(|(what, body)| format!("POST {what} {body}")).collect()
    }

    /// How often an address was asked.
    pub fn count(&self, path: &str) -> usize {
        self.inside.lock().unwrap().log.iter().filter(|(what, _)| what == path).count()
    }

    pub fn refuses(&self, word: &'static str) {
        self.inside.lock().unwrap().refuses = Some(word);
    }

    pub fn rotates(&self, token: &'static str) {
        self.inside.lock().unwrap().rotates = Some(token);
    }

    pub fn revokes_with(&self, status: u16) {
        self.inside.lock().unwrap().revoke = Some(status);
    }

    pub fn fails(&self, how: Option<(u16, u32)>) {
        self.inside.lock().unwrap().fails = how;
    }

    pub fn answers(&self, busy: Value) {
        self.inside.lock().unwrap().busy = Some(busy);
    }

    /// The code that the provider would send back: it carries what it is good for.
    pub fn code(&self, core: &Core, asked: &HashMap<String, String>, who: &Person) -> String {
        let claims = json!({
            "iss": self.url, "sub": who.subject, "aud": "us", "exp": core.now().timestamp() + 60,
            "nonce": asked["nonce"], "email": "dana@calendar.example",
        });
        let scope = who.scopes.map_or_else(|| asked["scope"].clone(), str::to_owned);
        let known = json!({
            "challenge": asked["code_challenge"], "claims": claims, "scope": scope, "lasting": who.lasting,
        });
        URL_SAFE_NO_PAD.encode(known.to_string())
    }

    fn note(&self, uri: &Uri, body: &str) {
        self.inside.lock().unwrap().log.push((uri.path().to_owned(), body.to_owned()));
    }
}

/// What the provider's page is asked.
pub fn asked(url: &str) -> HashMap<String, String> {
    reqwest::Url::parse(url).unwrap().query_pairs().into_owned().collect()
}

async fn token(
    State(it): State<StandIn>,
    uri: Uri,
    headers: HeaderMap,
    Form(form): Form<HashMap<String, String>>,
) -> Response {
    assert!(headers["authorization"].to_str().unwrap().starts_with("Basic "));
    it.note(&uri, &form["grant_type"]);
    let refused = |word: &str| (StatusCode::BAD_REQUEST, Json(json!({ "error": word }))).into_response();
    let mut inside = it.inside.lock().unwrap();
    if form["grant_type"] == "refresh_token" {
        if let Some(word) = inside.refuses {
            return refused(word);
        }
        let mut answer = json!({"access_token": "fresh", "token_type": "Bearer", "expires_in": 3600});
        if let Some(next) = inside.rotates {
            answer["refresh_token"] = next.into();
        }
        return Json(answer).into_response();
    }
    // A code works once (RFC 6749, section 4.1.2).
    if inside.used.contains(&form["code"]) {
        return refused("invalid_grant");
    }
    inside.used.push(form["code"].clone());
    let known: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(&form["code"]).unwrap()).unwrap();
    let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(&form["code_verifier"]));
    assert_eq!(known["challenge"], challenge.as_str());
    let id_token = format!("e30.{}.sig", URL_SAFE_NO_PAD.encode(known["claims"].to_string()));
    let mut answer = json!({
        "access_token": "first", "token_type": "Bearer", "id_token": id_token, "scope": known["scope"],
    });
    if known["lasting"] == true {
        answer["refresh_token"] = TOKEN.into();
    }
    Json(answer).into_response()
}

async fn revoke(State(it): State<StandIn>, uri: Uri, body: String) -> Response {
    it.note(&uri, &body);
    let status = it.inside.lock().unwrap().revoke.unwrap_or(200);
    (StatusCode::from_u16(status).unwrap(), Json(json!({ "error": "invalid_token" }))).into_response()
}

/// Answers as the provider does whose address it is, with a title and a place that nobody asked for.
async fn free_busy(State(it): State<StandIn>, uri: Uri, headers: HeaderMap, body: Bytes) -> Response {
    assert_eq!(headers["authorization"], "Bearer fresh");
    it.note(&uri, uri.query().unwrap_or(&String::from_utf8_lossy(&body)));
    if let Some((status, seconds)) = it.inside.lock().unwrap().fails {
        let status = StatusCode::from_u16(status).unwrap();
        return (status, [("retry-after", seconds.to_string())]).into_response();
    }
    if let Some(answer) = it.inside.lock().unwrap().busy.clone() {
        return Json(answer).into_response();
    }
    let moment = |at: &str| json!({ "dateTime": format!("{at}.0000000"), "timeZone": "UTC" });
    let item = |status: &str, start: &str, end: &str| {
        json!({
            "showAs": status, "subject": TITLE, "location": TITLE, "isPrivate": false,
            "start": moment(start), "end": moment(end),
        })
    };
    let answer = if uri.path().starts_with("/calendar") {
        json!({ "calendars": { "primary": {
            "summary": TITLE,
            "busy": [
                { "start": "2026-11-25T09:00:00-06:00", "end": "2026-11-25T10:00:00-06:00", "summary": TITLE },
                { "start": "2026-11-24T10:00:00Z", "end": "2026-11-24T11:00:00Z" },
            ],
        } } })
    } else {
        // Two pages: what is busy is on the second.
        let is_first = !uri.query().unwrap_or_default().contains("skip");
        let next = format!("{}/v1.0/me/calendarView?$skip=1", it.url);
        if is_first {
            json!({
                "value": [item("free", "2026-11-26T15:00:00", "2026-11-26T16:00:00")], "@odata.nextLink": next,
            })
        } else {
            json!({ "value": [item("busy", "2026-11-25T15:00:00", "2026-11-25T16:00:00")] })
        }
    };
    Json(answer).into_response()
}
