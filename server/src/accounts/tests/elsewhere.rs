//! Signing in with a provider, against a token endpoint on this machine that checks what it is sent.

use super::{super::*, form, member};
use crate::{
    Core, Error, on_both,
    settings::OAuthSettings,
    testing::{TestCore, signed_in},
};
use axum::{Form, Json, Router, http::HeaderMap, routing::post};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::TimeDelta;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::{collections::HashMap, sync::Arc};

/// The code that the endpoint takes carries what it answers: PKCE challenge and claims.
fn code(challenge: &str, claims: &Value) -> String {
    URL_SAFE_NO_PAD.encode(json!({"challenge": challenge, "claims": claims}).to_string())
}

async fn token(headers: HeaderMap, Form(form): Form<HashMap<String, String>>) -> Json<Value> {
    let known: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(&form["code"]).unwrap()).unwrap();
    let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(&form["code_verifier"]));
    assert_eq!(known["challenge"], challenge.as_str());
    assert!(headers["authorization"].to_str().unwrap().starts_with("Basic "));
    let id_token = format!("e30.{}.sig", URL_SAFE_NO_PAD.encode(known["claims"].to_string()));
    Json(json!({"access_token": "a", "token_type": "Bearer", "id_token": id_token}))
}

/// An installation with Google set up, and the issuer's address.
async fn with_google(core: &TestCore) -> (Core, String) {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let issuer = format!("http://{}", listener.local_addr().unwrap());
    let app = Router::new().route("/token", post(token));
    tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
    let mut settings = (*core.settings).clone();
    settings.providers.google = Some(OAuthSettings {
        auth_url: format!("{issuer}/auth"),
        token_url: format!("{issuer}/token"),
        api_url: issuer.clone(),
        client_id: "us".to_owned(),
        client_secret: "secret".to_owned().into(),
    });
    (Core { settings: Arc::new(settings), ..core.core.clone() }, issuer)
}

/// What the provider's page is asked.
fn asked(started: &Started) -> HashMap<String, String> {
    reqwest::Url::parse(&started.url).unwrap().query_pairs().into_owned().collect()
}

/// Goes there and back as `subject`.
async fn round_trip(
    core: &Core,
    issuer: &str,
    subject: &str,
    link: Option<crate::Scope>,
) -> crate::Result<Finished> {
    let by = match link {
        Some(scope) => Some(signed_in(core, &scope).await),
        None => None,
    };
    let started = start(core, ProviderName::Google, "/app/leads", by).await?;
    let asked = asked(&started);
    assert_eq!(asked["code_challenge_method"], "S256");
    assert!(asked["redirect_uri"].ends_with("/auth/google/callback"));
    let claims = json!({
        "iss": issuer, "sub": subject, "aud": "us", "exp": core.now().timestamp() + 60, "nonce": asked["nonce"],
        "email": "ada@vale.example", "email_verified": true, "name": "Ada Vale",
    });
    let proof = code(&asked["code_challenge"], &claims);
    finish(core, ProviderName::Google, &started.cookie, &asked["state"], proof, None).await
}

async fn ticket(core: &Core, issuer: &str, subject: &str) -> (SignUpTicket, String) {
    match round_trip(core, issuer, subject, None).await.unwrap() {
        Finished::Unknown(cookie, _) => (open_ticket(core, &cookie).await.unwrap(), cookie),
        other => panic!("{other:?}"),
    }
}

on_both!(an_identity_opens_an_account_and_signs_in_afterwards, core, {
    let (installed, issuer) = with_google(&core).await;
    let (ticket, cookie) = ticket(&installed, &issuer, "7").await;
    assert_eq!((ticket.name.as_str(), ticket.email.as_str()), ("Ada Vale", "ada@vale.example"));
    let elsewhere = ticket.clone().credential("eve@vale.example");
    assert!(matches!(elsewhere, Credential::Identity(_)), "for another address the provider does not vouch");
    let asked = SignUp { credential: ticket.credential("Ada@vale.example"), ..form("ada@vale.example") };
    let Asked::Opened(scope) = ask(&installed, asked).await.unwrap() else { panic!("it is verified") };
    let again = round_trip(&installed, &issuer, "7", None).await.unwrap();
    let Finished::SignedIn(found, next) = again else { panic!("{again:?}") };
    assert_eq!((found.whole(), next.as_str()), (scope, "/app/leads"));

    let only_way = unlink_identity(&installed, &scope, ProviderName::Google).await.unwrap_err();
    assert!(matches!(only_way, Error::Invalid(_)), "nobody locks themselves out");
    assert!(matches!(
        sign_in(&installed, "ada@vale.example", "", "192.0.2.3").await,
        Err(Error::Unauthenticated)
    ));
    core.clock.advance(TimeDelta::hours(1));
    assert!(open_ticket(&installed, &cookie).await.is_none(), "a form is not left open for ever");
});

on_both!(p35_an_identity_never_finds_an_account_by_its_address, core, {
    let (installed, issuer) = with_google(&core).await;
    let ada = member(&installed, "ada@vale.example").await;
    ticket(&installed, &issuer, "7").await;
    let linked = round_trip(&installed, &issuer, "7", Some(ada)).await.unwrap();
    assert!(matches!(linked, Finished::Linked));
    let signed_in = round_trip(&installed, &issuer, "7", None).await.unwrap();
    assert!(matches!(signed_in, Finished::SignedIn(SignedIn::Whole(scope), _) if scope == ada));
    ticket(&installed, &issuer, "8").await;

    let bob = member(&installed, "bob@lake.example").await;
    let taken = round_trip(&installed, &issuer, "7", Some(bob)).await.unwrap_err();
    assert!(matches!(taken, Error::Conflict(_)), "{taken:?}");
    unlink_identity(&installed, &ada, ProviderName::Google).await.unwrap();
    assert_eq!(sign_in_methods(&installed, &ada).await.unwrap().providers, []);
});

on_both!(an_answer_that_was_not_asked_for_is_refused, core, {
    let (installed, issuer) = with_google(&core).await;
    let google = ProviderName::Google;
    let started = start(&installed, google, "/app/today", None).await.unwrap();
    let state = asked(&started)["state"].clone();
    let refused = async |cookie: &str, state: &str| {
        finish(&installed, google, cookie, state, String::new(), None).await
    };
    assert!(matches!(refused(&started.cookie, "another").await, Err(Error::Invalid(_))));
    assert!(matches!(refused("", &state).await, Err(Error::Invalid(_))));
    assert!(matches!(refused(&started.cookie[..60], &state).await, Err(Error::Invalid(_))));
    core.clock.advance(TimeDelta::minutes(10));
    assert!(matches!(refused(&started.cookie, &state).await, Err(Error::Invalid(_))));
    let elsewhere = round_trip(&installed, "https://evil.example", "7", None).await.unwrap_err();
    assert!(matches!(elsewhere, Error::Provider(_)), "{elsewhere:?}");
    let (_, cookie) = ticket(&installed, &issuer, "7").await;
    assert!(
        matches!(refused(&cookie, &state).await, Err(Error::Invalid(_))),
        "a ticket is no sign-in under way"
    );
    assert!(matches!(start(&installed, ProviderName::Microsoft, "/", None).await, Err(Error::NotFound)));
});

on_both!(p22_no_calendar_and_no_mailbox_is_asked_for, core, {
    let (installed, _) = with_google(&core).await;
    let started = start(&installed, ProviderName::Google, "/app/today", None).await.unwrap();
    let mut scopes: Vec<_> = asked(&started)["scope"].split(' ').map(str::to_owned).collect();
    scopes.sort_unstable();
    assert_eq!(scopes, ["email", "openid", "profile"]);
});
