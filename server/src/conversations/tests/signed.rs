//! The webhook itself: only what Twilio signed is believed.

use crate::{
    Core, Scope, accounts,
    conversations::threads,
    http::{guard::encoded, webhooks},
    on_both,
    outbound::tests::fixture::*,
    testing::registered_twilio,
};
use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use hmac::{Hmac, KeyInit, Mac};
use tower::ServiceExt;

pub fn signature(token: &str, url: &str, fields: &[(&str, &str)]) -> String {
    let mut sorted = fields.to_vec();
    sorted.sort_unstable();
    let mut mac = Hmac::<sha1::Sha1>::new_from_slice(token.as_bytes()).unwrap();
    mac.update(url.as_bytes());
    for (name, value) in sorted {
        mac.update(name.as_bytes());
        mac.update(value.as_bytes());
    }
    STANDARD.encode(mac.finalize().into_bytes())
}

/// An account with a sign-in at Twilio.
pub async fn with_twilio(core: &Core) -> Scope {
    let scope = account(core, "dana@example.com").await;
    accounts::save_channels(core, &scope, registered_twilio("+12125550100")).await.unwrap();
    scope
}

/// What the webhook answers to signed fields.
pub async fn post(core: &Core, scope: &Scope, kind: &str, fields: &[(&str, &str)]) -> (StatusCode, String) {
    let path = format!("/webhooks/twilio/{}/{kind}", scope.account);
    let signature = signature("secret", &format!("{}{path}", core.settings.public_url), fields);
    let body = fields.iter().map(|(name, value)| format!("{name}={}", encoded(value)));
    let request = Request::post(path)
        .header("content-type", "application/x-www-form-urlencoded")
        .header("x-twilio-signature", signature)
        .body(Body::from(body.collect::<Vec<_>>().join("&")))
        .unwrap();
    let answer = webhooks::routes(core).oneshot(request).await.unwrap();
    let status = answer.status();
    let body = axum::body::to_bytes(answer.into_body(), 10_000).await.unwrap();
    (status, String::from_utf8(body.to_vec()).unwrap())
}

on_both!(p45_only_signed_webhooks_are_believed, core, {
    let scope = with_twilio(&core).await;
    let path = format!("/webhooks/twilio/{}/sms", scope.account);
    let url = format!("{}{path}", core.settings.public_url);
    let fields =
        [("MessageSid", "SM1"), ("From", NUMBER), ("To", "+12125550100"), ("Body", "STOP"), ("New", "x")];
    let body = "MessageSid=SM1&From=%2B12125550142&To=%2B12125550100&Body=STOP&New=x";
    let post = |path: String, signature: Option<String>| {
        let mut request = Request::post(path).header("content-type", "application/x-www-form-urlencoded");
        if let Some(signature) = signature {
            request = request.header("x-twilio-signature", signature);
        }
        webhooks::routes(&core).oneshot(request.body(Body::from(body)).unwrap())
    };
    let good = signature("secret", &url, &fields);
    for bad in [
        None,
        Some(String::new()),
        Some(signature("other", &url, &fields)),
        Some(signature("secret", "https://elsewhere.example", &fields)),
    ] {
        assert_eq!(post(path.clone(), bad).await.unwrap().status(), StatusCode::FORBIDDEN);
    }
    let foreign = format!("/webhooks/twilio/{}/sms", uuid::Uuid::from_u128(5));
    assert_eq!(post(foreign, Some(good.clone())).await.unwrap().status(), StatusCode::FORBIDDEN);
    assert!(threads(&core, &scope, None).await.unwrap().threads.is_empty());
    for _ in 0..2 {
        assert_eq!(post(path.clone(), Some(good.clone())).await.unwrap().status(), StatusCode::OK);
    }
    let found = threads(&core, &scope, None).await.unwrap().threads;
    assert_eq!(found[0].unread, 1, "the second time it is the same text");
});
