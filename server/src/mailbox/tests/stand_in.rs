//! Gmail and Microsoft's interface for mail, as far as it is asked, with one mailbox.

use crate::{Core, privacy::processors, settings::OAuthSettings, testing::TestCore};
use axum::{
    Json, Router,
    extract::{Query, State},
    http::{HeaderMap, StatusCode, Uri, header::RETRY_AFTER},
    response::{IntoResponse, Response},
};
use base64::{Engine, engine::general_purpose::URL_SAFE};
use chrono::TimeDelta;
use serde_json::{Value, json};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard},
};

/// How many mails a page has.
const PAGE: usize = 2;

/// What the mailbox holds and how it behaves.
#[derive(Default)]
pub(super) struct Inside {
    /// The mails in the order in which they came: who wrote it, and its bytes.
    pub mails: Vec<(String, String)>,
    /// Every request: path and query.
    pub asked: Vec<String>,
    /// It asks for a pause of so many seconds.
    pub pause: Option<u32>,
    /// It has forgotten where anybody was.
    pub forgot: bool,
    /// It has forgotten where anybody was, and says so as if it did not understand.
    pub misunderstands: bool,
    /// It has ended the access.
    pub refuses: bool,
    /// Mails that it cannot hand over, by their number.
    pub broken: Vec<usize>,
    /// Of which it cannot even say who wrote them.
    pub nameless: Vec<usize>,
    /// Where its links to further pages lead instead.
    pub elsewhere: Option<String>,
}

#[derive(Clone)]
pub(super) struct StandIn {
    inside: Arc<Mutex<Inside>>,
    base: String,
}

impl StandIn {
    /// Starts it, and an installation that uses it as both providers.
    pub async fn start(core: &TestCore) -> (Core, Self) {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let server = Self { inside: Arc::default(), base: base.clone() };
        let app = Router::new().fallback(answer).with_state(server.clone());
        tokio::spawn(async move { axum::serve(listener, app).await });
        let mut settings = (*core.settings).clone();
        let oauth = OAuthSettings {
            auth_url: format!("{base}/auth"),
            token_url: format!("{base}/token"),
            api_url: base,
            client_id: "us".to_owned(),
            client_secret: "secret".to_owned().into(),
        };
        settings.providers.google = Some(oauth.clone());
        settings.providers.microsoft = Some(oauth);
        let installed = Core { settings: Arc::new(settings), ..core.core.clone() };
        // Accounts of later find both on the list.
        processors::register(&installed).await.unwrap();
        core.clock.advance(TimeDelta::seconds(1));
        (installed, server)
    }

    pub fn inside(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().unwrap()
    }

    /// Where it is.
    pub fn address(&self) -> String {
        self.base.clone()
    }

    /// A mail comes in.
    pub fn deliver(&self, from: &str, raw: String) {
        self.inside().mails.push((from.to_owned(), raw));
    }

    pub fn forget_requests(&self) {
        self.inside().asked.clear();
    }

    /// The requests that were made to the mailbox since, but for new access tokens.
    pub fn asked(&self) -> Vec<String> {
        self.inside().asked.iter().filter(|path| !path.starts_with("/token")).cloned().collect()
    }

    /// Which mails were asked for whole.
    pub fn read_whole(&self) -> Vec<usize> {
        let whole = |path: &String| path.contains("format=raw") || path.ends_with("$value");
        self.asked().iter().filter(|path| whole(path)).filter_map(|path| number(path)).collect()
    }
}

/// The number of the mail in a path such as `/…/messages/m3?format=raw`.
fn number(path: &str) -> Option<usize> {
    let (_, rest) = path.rsplit_once("messages/m")?;
    rest.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

async fn answer(
    State(server): State<StandIn>,
    headers: HeaderMap,
    uri: Uri,
    Query(query): Query<HashMap<String, String>>,
) -> Response {
    let mut inside = server.inside();
    let path = uri.path();
    let asked = uri.path_and_query().map(ToString::to_string).unwrap_or_default();
    inside.asked.push(asked.clone());
    if path == "/token" && inside.refuses {
        return (StatusCode::BAD_REQUEST, Json(json!({"error": "invalid_grant"}))).into_response();
    }
    if path == "/token" {
        let token = json!({"access_token": "access", "token_type": "Bearer", "expires_in": 3600});
        return Json(token).into_response();
    }
    if path == "/revoke" {
        return StatusCode::OK.into_response();
    }
    assert_eq!(headers["authorization"], "Bearer access");
    if let Some(seconds) = inside.pause {
        return (StatusCode::TOO_MANY_REQUESTS, [(RETRY_AFTER, seconds.to_string())]).into_response();
    }
    match path {
        "/gmail/v1/users/me/profile" => {
            Json(json!({"historyId": point(&inside), "emailAddress": "x"})).into_response()
        }
        "/gmail/v1/users/me/messages" | "/gmail/v1/users/me/history" => gmail_page(&mut inside, path, &query),
        "/v1.0/me/mailFolders/inbox/messages/delta" => graph_page(&server, &mut inside, &query),
        _ => one(&inside, path, &query),
    }
}

/// The point of the history: how many mails there are.
fn point(inside: &Inside) -> String {
    inside.mails.len().to_string()
}

fn gmail_page(inside: &mut Inside, path: &str, query: &HashMap<String, String>) -> Response {
    let is_history = path.ends_with("history");
    if query.contains_key("pageToken") && std::mem::take(&mut inside.misunderstands) {
        return StatusCode::BAD_REQUEST.into_response();
    }
    if is_history && std::mem::take(&mut inside.forgot) {
        return StatusCode::NOT_FOUND.into_response();
    }
    let from = query.get("pageToken").or(query.get("startHistoryId")).map_or(0, |text| text.parse().unwrap());
    let to = inside.mails.len().min(from + PAGE);
    let named = |at: usize| json!({"id": format!("m{at}"), "threadId": "t"});
    let mut page = if is_history {
        assert_eq!((query["labelId"].as_str(), query["historyTypes"].as_str()), ("INBOX", "messageAdded"));
        let happened = |at| json!({"id": "1", "messagesAdded": [{"message": named(at)}]});
        json!({"history": (from..to).map(happened).collect::<Vec<_>>(), "historyId": point(inside)})
    } else {
        assert!(query["q"].starts_with("in:inbox newer_than:"));
        json!({"messages": (from..to).map(named).collect::<Vec<_>>(), "resultSizeEstimate": 1})
    };
    if to < inside.mails.len() {
        page["nextPageToken"] = json!(to.to_string());
    }
    Json(page).into_response()
}

fn graph_page(server: &StandIn, inside: &mut Inside, query: &HashMap<String, String>) -> Response {
    let place = query.get("$skiptoken").or(query.get("$deltatoken"));
    match place {
        Some(_) if std::mem::take(&mut inside.forgot) => return StatusCode::GONE.into_response(),
        Some(_) if std::mem::take(&mut inside.misunderstands) => {
            let why = json!({"error": {"code": "syncStateNotFound", "message": "no"}});
            return (StatusCode::BAD_REQUEST, Json(why)).into_response();
        }
        Some(_) => {}
        None => assert_eq!(query["$select"], "from,internetMessageId,receivedDateTime"),
    }
    let from = place.map_or(0, |text| text.parse().unwrap());
    let to = inside.mails.len().min(from + PAGE);
    let named = |at: usize| {
        json!({
            "id": format!("m{at}"),
            "from": {"emailAddress": {"name": "N", "address": inside.mails[at].0}},
            "internetMessageId": inside.mails[at].1.split("Message-ID: ").nth(1).unwrap().split("\r\n").next(),
        })
    };
    let base = inside.elsewhere.as_ref().unwrap_or(&server.base);
    let link = |name: &str| format!("{base}/v1.0/me/mailFolders/inbox/messages/delta?${name}={to}");
    let mut page = json!({"value": (from..to).map(named).collect::<Vec<_>>()});
    if to < inside.mails.len() {
        page["@odata.nextLink"] = json!(link("skiptoken"));
    } else {
        page["@odata.deltaLink"] = json!(link("deltatoken"));
    }
    Json(page).into_response()
}

/// One mail: who wrote it, or all of it.
fn one(inside: &Inside, path: &str, query: &HashMap<String, String>) -> Response {
    let Some((from, raw)) = number(path).and_then(|at| inside.mails.get(at)) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let is_one_of = |those: &[usize]| number(path).is_some_and(|at| those.contains(&at));
    let is_whole = path.ends_with("$value") || query.get("format").is_some_and(|format| format == "raw");
    if is_one_of(if is_whole { &inside.broken } else { &inside.nameless }) {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    }
    if path.starts_with("/v1.0/me/messages/") {
        assert!(path.ends_with("/$value"));
        return raw.clone().into_response();
    }
    let answer: Value = match query["format"].as_str() {
        "metadata" => {
            assert_eq!(query["metadataHeaders"], "From");
            let header = json!({"name": "From", "value": format!("Somebody <{from}>")});
            json!({"id": "m", "internalDate": "1795539600000", "payload": {"headers": [header]}})
        }
        _ => json!({"id": "m", "raw": URL_SAFE.encode(raw)}),
    };
    Json(answer).into_response()
}
