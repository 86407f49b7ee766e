//! What Twilio is asked, seen from the other side (rules B3.1: update with `Body=""`).

use super::*;
use crate::{
    accounts::{self, ChannelSettings},
    on_both,
    privacy::erasure::certificate,
    testing::registered_twilio,
};
use axum::{
    Router,
    extract::State,
    http::{HeaderMap, StatusCode, Uri, header},
};
use chrono::TimeDelta;
use std::sync::{Arc, Mutex};

/// Requests to the stand-in: path, sign-in, body.
type Asked = Arc<Mutex<Vec<(String, String, String)>>>;

/// Refuses the first request, as Twilio does while a text is still on its way.
async fn twilio(State(asked): State<Asked>, uri: Uri, headers: HeaderMap, body: String) -> StatusCode {
    let signed_in = headers.get(header::AUTHORIZATION).map(|value| value.to_str().unwrap().to_owned());
    let mut asked = asked.lock().unwrap();
    asked.push((uri.path().to_owned(), signed_in.unwrap_or_default(), body));
    if asked.len() == 1 { StatusCode::BAD_REQUEST } else { StatusCode::OK }
}

on_both!(p62_twilio_is_asked_to_empty_each_text, core, {
    let asked = Asked::default();
    let app = Router::new().fallback(twilio).with_state(asked.clone());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let mut settings = (*core.settings).clone();
    settings.providers.twilio_base_url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, app).await });
    let node = Core { settings: Arc::new(settings), ..core.core.clone() };

    let (scope, lead, _) = world(&core).await;
    let sid = format!("AC{}", "0".repeat(32));
    let channels =
        ChannelSettings { twilio_account_sid: Some(sid.clone()), ..registered_twilio("+12125550100") };
    accounts::save_channels(&node, &scope, channels).await.unwrap();
    let made = erase(&node, &scope, lead).await;
    work(&node).await;
    assert_eq!(
        certificate(&node, &scope, made.id).await.unwrap().copies.left,
        1,
        "the first try was refused"
    );
    core.clock.advance(TimeDelta::minutes(2));
    work(&node).await;
    assert_eq!(certificate(&node, &scope, made.id).await.unwrap().copies.left, 0);
    let asked = asked.lock().unwrap().clone();
    assert_eq!(asked.len(), 2);
    for (path, signed_in, body) in asked {
        assert_eq!(path, format!("/2010-04-01/Accounts/{sid}/Messages/SM1.json"));
        assert!(signed_in.starts_with("Basic "));
        assert_eq!(body, "Body=");
    }
});
