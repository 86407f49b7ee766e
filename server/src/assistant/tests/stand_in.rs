//! A model server for tests: it writes down every request and answers as it is told.

use crate::{Core, settings::OpenAiSettings, testing::TestCore};
use axum::{Router, body::Bytes, extract::State, http::Uri};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};

/// What was asked: path and body.
pub(super) type Asked = Arc<Mutex<Vec<(String, Value)>>>;

/// The server.
#[derive(Clone)]
pub(super) struct StandIn {
    /// Every request, in order.
    pub(super) asked: Asked,
    /// What it answers, whatever it is asked.
    pub(super) answer: Arc<Mutex<String>>,
}

impl StandIn {
    /// Starts a server that answers with `answer`, and an installation that uses it.
    pub(super) async fn start(core: &TestCore, answer: &Value) -> (Core, Self) {
        let server = Self { asked: Asked::default(), answer: Arc::new(Mutex::new(answer.to_string())) };
        let app = Router::new().fallback(reply).with_state(server.clone());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base_url = format!("http://{}/v1", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, app).await });
        let mut settings = (*core.settings).clone();
        settings.providers.openai = Some(OpenAiSettings {
            base_url,
            api_key: "test-key".to_owned().into(),
            model: "stand-in".to_owned(),
        });
        (Core { settings: Arc::new(settings), ..core.core.clone() }, server)
    }

    /// What was asked so far.
    pub(super) fn requests(&self) -> Vec<(String, Value)> {
        self.asked.lock().unwrap().clone()
    }
}

async fn reply(State(server): State<StandIn>, uri: Uri, body: Bytes) -> String {
    let body = serde_json::from_slice(&body).unwrap_or(Value::Null);
    server.asked.lock().unwrap().push((uri.path().to_owned(), body));
    let content = server.answer.lock().unwrap().clone();
    // Members that our structs do not know: servers differ.
    json!({ "object": "x", "choices": [{ "index": 0, "finish_reason": "odd", "message": { "content": content } }] })
        .to_string()
}
