//! The pages of leads, asked over HTTP. The use cases behind them are tested on both databases in the server.

use super::routes;
use crate::wire::Caller;
use axum::{
    Extension, Router,
    body::{Body, to_bytes},
    http::{Request, Response, StatusCode},
};
use realtoros_domain::{Channel, consent::Suppression, contact::PersonName, ids::LeadId};
use realtoros_server::{
    Core, Scope, accounts,
    clock::ManualClock,
    consent,
    db::Db,
    jobs,
    leads::{self, LeadRecord, NewLead},
    links::{self, NewLink, Purpose},
    outbound,
    providers::Providers,
    settings::Settings,
    tls,
    vault::{Kek, Vault},
    worker::Worker,
};
use std::{collections::HashMap, sync::Arc};
use tempfile::TempDir;
use tower::ServiceExt;

const FORM: &str = "application/x-www-form-urlencoded";
const PARTS: &str = "multipart/form-data; boundary=B";
const ONE_CLICK: &str = "List-Unsubscribe=One-Click";
const ONE_CLICK_PARTS: &str =
    "--B\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--B--\r\n";

/// An installation with one realtor and one lead, who holds a link of every kind.
struct Site {
    core: Core,
    scope: Scope,
    lead: LeadId,
    out: String,
    me: String,
    router: Router,
    clock: Arc<ManualClock>,
    _folder: TempDir,
}

impl Site {
    async fn open() -> Self {
        tls::install();
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", folder.path().join("test.db").display());
        let clock = Arc::new(ManualClock::at("2026-11-24T17:00:00Z".parse().unwrap()));
        let db = Db::open(&url).await.unwrap();
        db.migrate().await.unwrap();
        let vault = Vault::open(&db, Kek::parse(&"01".repeat(32)).unwrap(), 0).await.unwrap();
        let vars = HashMap::from([("REALTOROS_DATABASE_URL".to_owned(), url)]);
        let core = Core::new(db, vault, clock.clone(), Settings::read(&vars).unwrap());
        let scope = accounts::sign_up(&core, realtor()).await.unwrap();
        let record = LeadRecord {
            name: PersonName { first: "Rosa".into(), last: "Canarylast".into() },
            emails: vec!["canary@example.com".parse().unwrap()],
            phones: vec!["+15125550177".parse().unwrap()],
            ..LeadRecord::default()
        };
        let lead = leads::create(&core, &scope, NewLead { record, ..NewLead::default() }).await.unwrap();
        let (out, me) = (
            link(&core, &scope, lead, Purpose::Unsubscribe).await,
            link(&core, &scope, lead, Purpose::Preferences).await,
        );
        let caller =
            Caller { core: core.clone(), scope: None, ip: "192.0.2.9".into(), agent: "Browser".into() };
        Self {
            core,
            scope,
            lead,
            out,
            me,
            router: routes(&[]).layer(Extension(caller)),
            clock,
            _folder: folder,
        }
    }

    /// The same site, reached by a name.
    fn at_a_host(mut self) -> Self {
        let mut settings = (*self.core.settings).clone();
        settings.public_url = "https://crm.example.com".to_owned();
        self.core.settings = Arc::new(settings);
        let caller =
            Caller { core: self.core.clone(), scope: None, ip: "192.0.2.9".into(), agent: "Browser".into() };
        self.router = routes(&[]).layer(Extension(caller));
        self
    }

    async fn ask(&self, request: Request<Body>) -> (Response<()>, String) {
        let (parts, body) = self.router.clone().oneshot(request).await.unwrap().into_parts();
        let body = String::from_utf8(to_bytes(body, 1 << 20).await.unwrap().to_vec()).unwrap();
        (Response::from_parts(parts, ()), body)
    }

    async fn get(&self, path: &str) -> (Response<()>, String) {
        self.ask(Request::get(path).body(Body::empty()).unwrap()).await
    }

    async fn post(&self, path: &str, content_type: &str, body: &str) -> (Response<()>, String) {
        let request =
            Request::post(path).header("content-type", content_type).body(Body::from(body.to_owned()));
        self.ask(request.unwrap()).await
    }

    /// The same with a cookie.
    async fn get_with(&self, path: &str, cookie: &str) -> (Response<()>, String) {
        self.ask(Request::get(path).header("cookie", cookie).body(Body::empty()).unwrap()).await
    }

    /// The code of the newest mail.
    async fn newest_code(&self) -> String {
        let providers = Providers::from_settings(&self.core).unwrap();
        outbound::dispatch_account(&self.core, &providers, self.scope.account).await.unwrap();
        let text = outbound::captured(&self.core).await.unwrap().pop().unwrap().text;
        text.split(|c: char| !c.is_ascii_digit()).find(|part| part.len() == 6).unwrap().to_owned()
    }

    async fn suppressed(&self, channel: Channel) -> Suppression {
        let conn = self.core.db.read();
        let lead = leads::load(conn, &self.core, self.scope.account, self.lead).await.unwrap();
        let state = consent::state(conn, &self.core, self.scope.account, &lead).await.unwrap();
        state.channels.into_iter().find(|found| found.channel == channel).unwrap().suppressed
    }
}

async fn link(core: &Core, scope: &Scope, lead: LeadId, purpose: Purpose) -> String {
    let index = consent::address_index(core.db.read(), core, scope.account).await.unwrap();
    let address_index = index.hash("canary@example.com");
    let new = NewLink { account: scope.account, lead, purpose, target: None, address_index };
    links::issue(core.db.write(), core, new).await.unwrap()
}

fn realtor() -> accounts::SignUp {
    accounts::SignUp {
        name: "Dana Whitfield".into(),
        email: "dana@example.com".into(),
        credential: accounts::Credential::Password("a long enough pass phrase".into()),
        brokerage: "Harbor Street Realty".into(),
        licence_state: "OR".into(),
        postal_address: "200 Harbor Street, Portland, OR 97201".into(),
        phone: "(512) 555-0147".into(),
        time_zone: "America/Los_Angeles".into(),
        adult: true,
        policy_accepted: true,
        ip: "192.0.2.1".into(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn p16_the_policy_answers_a_browser_that_asks_not_to_be_followed() {
    let site = Site::open().await;
    let says = async |wishes: &[&str]| {
        let request = Request::get("/privacy");
        let request = wishes.iter().fold(request, |request, wish| request.header("sec-gpc", *wish));
        let (answer, page) = site.ask(request.body(Body::empty()).unwrap()).await;
        assert_eq!(answer.status(), StatusCode::OK);
        page.contains("Your browser asks not to be followed")
    };
    assert!(says(&["1"]).await);
    assert!(says(&["0", "1"]).await, "one of several is enough");
    for other in [&[] as &[&str], &["0"], &["true"], &["1;a=b"]] {
        assert!(!says(other).await, "{other:?}");
    }
}

#[tokio::test]
async fn p09_only_the_page_that_asks_for_a_passkey_has_a_script_and_each_answer_its_own_nonce() {
    let site = Site::open().await.at_a_host();
    let policy =
        |response: &Response<()>| response.headers()["content-security-policy"].to_str().unwrap().to_owned();
    let mut nonces = Vec::new();
    for _ in 0..2 {
        let (response, page) = site.post("/sign-in/passkey", FORM, "next=/app/leads").await;
        assert_eq!(response.status(), StatusCode::OK, "{page}");
        let policy = policy(&response);
        let nonce = policy.split_once("script-src 'nonce-").unwrap().1.strip_suffix('\'').unwrap();
        assert!(nonce.len() > 20, "{policy}");
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
        assert_eq!(page.matches("<script").count(), 1, "{page}");
        assert!(
            page.contains(&format!("nonce=\"{nonce}\"")) && page.contains("src=\"/passkey.js\""),
            "{page}"
        );
        nonces.push(nonce.to_owned());
    }
    assert_ne!(nonces[0], nonces[1]);
    for path in ["/", "/sign-in", "/sign-in/passkey", "/sign-up", "/password", "/privacy", "/subprocessors"] {
        let (response, page) = site.get(path).await;
        assert!(!page.contains("<script"), "{path}");
        assert!(!policy(&response).contains("script-src"), "{path}");
    }
}

#[tokio::test]
async fn p09_who_signs_in_again_at_a_form_comes_back_to_its_page() {
    let site = Site::open().await;
    for (path, page) in [
        ("/app/two-step/begin", "/app/two-step"),
        ("/app/two-step/confirm", "/app/two-step"),
        ("/app/two-step/codes", "/app/two-step"),
        ("/app/two-step/off", "/app/two-step"),
        ("/app/passkeys/add", "/app/passkeys"),
        ("/app/passkeys/finish", "/app/passkeys"),
        ("/app/passkeys/remove", "/app/passkeys"),
        ("/sign-in/passkey/finish", "/sign-in/passkey"),
        ("/sign-in/second/leave", "/sign-in"),
    ] {
        let (response, _) = site.get(path).await;
        assert_eq!(response.status(), StatusCode::SEE_OTHER, "{path}");
        assert_eq!(response.headers()["location"], page, "{path}");
    }
    let (response, _) = site.post("/sign-in/second/leave", FORM, "").await;
    let cookie = response.headers()["set-cookie"].to_str().unwrap();
    assert!(cookie.starts_with("second-step=;") && cookie.contains("Max-Age=0"), "{cookie}");
}

#[tokio::test]
async fn p53_one_click_answers_200_with_nothing_and_goes_nowhere_else() {
    for (content_type, body) in [(FORM, ONE_CLICK), (PARTS, ONE_CLICK_PARTS)] {
        let site = Site::open().await;
        let (response, answer) = site.post(&format!("/u/{}", site.out), content_type, body).await;
        assert_eq!((response.status(), answer.as_str()), (StatusCode::OK, ""), "{content_type}");
        assert!(
            !response.headers().contains_key("location") && !response.headers().contains_key("set-cookie")
        );
        assert_eq!(site.suppressed(Channel::Email).await, Suppression::Marketing);
        assert_eq!(site.suppressed(Channel::Sms).await, Suppression::None);
    }
}

#[tokio::test]
async fn p53_a_get_changes_nothing_and_a_wrong_body_neither() {
    let site = Site::open().await;
    for path in [format!("/u/{}", site.out), format!("/me/{}", site.me)] {
        let (response, _) = site.get(&path).await;
        assert_eq!(response.status(), StatusCode::OK);
        for (content_type, body) in
            [(FORM, ""), (FORM, "List-Unsubscribe=Maybe"), ("application/x-www-form-urlencoded", "a=b")]
        {
            let (response, _) = site.post(&path, content_type, body).await;
            assert_eq!(response.status(), StatusCode::BAD_REQUEST, "{path} {body}");
        }
    }
    let (response, _) = site.post(&format!("/u/{}", site.out), "text/plain", ONE_CLICK).await;
    assert_eq!(response.status(), StatusCode::BAD_REQUEST);
    assert_eq!(site.suppressed(Channel::Email).await, Suppression::None);
}

#[tokio::test]
async fn p52_the_button_works_400_days_later_without_cookies() {
    let site = Site::open().await;
    site.clock.advance(chrono::TimeDelta::days(400));
    let path = format!("/u/{}", site.out);
    let (response, page) = site.get(&path).await;
    assert_eq!(response.status(), StatusCode::OK);
    assert!(page.contains("<form method=\"post\"") && !page.contains("<script"), "{page}");
    let (response, page) = site.post(&path, FORM, "choice=all").await;
    assert_eq!(response.status(), StatusCode::OK);
    assert!(page.contains("You are unsubscribed"), "{page}");
    assert_eq!(site.suppressed(Channel::Email).await, Suppression::Marketing);
    assert_eq!(site.suppressed(Channel::Sms).await, Suppression::Everything);
}

#[tokio::test]
async fn p21_pages_behind_links_are_private_and_hold_no_contact_data() {
    let site = Site::open().await;
    for path in [format!("/u/{}", site.out), format!("/me/{}", site.me), "/n/unknown".to_owned()] {
        let (response, page) = site.get(&path).await;
        for (name, part) in [
            ("cache-control", "no-store"),
            ("referrer-policy", "no-referrer"),
            ("x-robots-tag", "noindex"),
            ("content-security-policy", "default-src 'none'"),
        ] {
            let value =
                response.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
            assert!(value.contains(part), "{path}: {name}: {value}");
        }
        for word in ["<script", "canary", "Canarylast", "5550177", "http://", "https://"] {
            assert!(!page.contains(word), "{word} in {path}: {page}");
        }
    }
}

#[tokio::test]
async fn a_link_that_leads_nowhere_gets_the_same_friendly_page() {
    let site = Site::open().await;
    let crossed = [format!("/n/{}", site.out), format!("/me/{}", site.out), format!("/u/{}", site.me)];
    for path in ["/n/x", "/u/x", "/me/x"].into_iter().map(str::to_owned).chain(crossed) {
        let (response, page) = site.get(&path).await;
        assert_eq!(response.status(), StatusCode::NOT_FOUND, "{path}");
        assert!(page.contains("This link does not work"), "{path}");
    }
}

#[tokio::test]
async fn p45_choices_are_saved_by_a_plain_form() {
    let site = Site::open().await;
    let path = format!("/me/{}", site.me);
    let (response, page) = site.post(&path, FORM, "form=choices&channel=sms").await;
    assert_eq!(response.status(), StatusCode::OK);
    assert!(page.contains("Saved, but not the texts and calls"), "the link alone agrees to none: {page}");
    assert!(page.contains("/code?next=choices"), "{page}");
    assert_eq!(site.suppressed(Channel::Email).await, Suppression::Marketing);
    let lead = leads::load(site.core.db.read(), &site.core, site.scope.account, site.lead).await.unwrap();
    assert!(lead.ai_paused);
}

#[tokio::test]
async fn p64_a_link_alone_shows_nothing() {
    let site = Site::open().await;
    for page in ["data", "correct", "erase", "copy", "receipts"] {
        let (response, body) = site.get(&format!("/me/{}/{page}", site.me)).await;
        assert_eq!(response.status(), StatusCode::SEE_OTHER, "{page}");
        assert_eq!(response.headers()["location"], format!("/me/{}/code?next={page}", site.me));
        assert_eq!(response.headers()["referrer-policy"], "no-referrer");
        assert_eq!(response.headers()["cache-control"], "no-store");
        assert!(body.is_empty());
    }
    for page in ["seen", "why", "code"] {
        let (response, body) = site.get(&format!("/me/{}/{page}", site.me)).await;
        assert_eq!(response.status(), StatusCode::OK, "{page}");
        for word in ["canary", "Canarylast", "5550177", "<script"] {
            assert!(!body.contains(word), "{word} in {page}");
        }
    }
    let (response, _) = site.post(&format!("/me/{}/erase", site.me), FORM, "words=").await;
    assert_eq!(response.status(), StatusCode::SEE_OTHER, "nothing is asked for without a code");
}

#[tokio::test]
async fn p64_the_right_code_opens_this_link_in_this_browser_and_logs_nobody_in() {
    let site = Site::open().await;
    let code_page = format!("/me/{}/code", site.me);
    let (response, page) = site.post(&code_page, FORM, "act=send&to=0&next=data").await;
    assert_eq!(response.status(), StatusCode::OK);
    assert!(page.contains("one-time-code") && !page.contains("canary"), "{page}");
    let code = site.newest_code().await;
    let wrong = if code == "000000" { "000001" } else { "000000" };
    let (response, page) = site.post(&code_page, FORM, &format!("act=enter&code={wrong}&next=data")).await;
    assert_eq!(response.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("That is not the code"), "{page}");
    assert!(!response.headers().contains_key("set-cookie"));

    let (response, _) = site.post(&code_page, FORM, &format!("act=enter&code={code}&next=data")).await;
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    let cookie = response.headers()["set-cookie"].to_str().unwrap().to_owned();
    for part in ["HttpOnly", "SameSite=Strict", "Max-Age=900", &format!("Path=/me/{};", site.me)] {
        assert!(cookie.contains(part), "{part} in {cookie}");
    }
    let pair = cookie.split(';').next().unwrap();
    let (response, page) = site.get_with(&format!("/me/{}/data", site.me), pair).await;
    assert_eq!(response.status(), StatusCode::OK);
    assert!(page.contains("canary@example.com") && page.contains("Canarylast"), "{page}");
    assert!(!page.contains(&code), "the code itself is not shown");

    let other = link(&site.core, &site.scope, site.lead, Purpose::Preferences).await;
    let (response, _) = site.get_with(&format!("/me/{other}/data"), pair).await;
    assert_eq!(response.status(), StatusCode::SEE_OTHER, "another link of the same person");
    site.clock.advance(chrono::TimeDelta::minutes(15));
    let (response, _) = site.get_with(&format!("/me/{}/data", site.me), pair).await;
    assert_eq!(response.status(), StatusCode::SEE_OTHER, "after a quarter of an hour");
}

#[tokio::test]
async fn p59_p60_a_copy_is_made_and_fetched_once_on_the_own_page() {
    let site = Site::open().await;
    let (code_page, copy_page) = (format!("/me/{}/code", site.me), format!("/me/{}/copy", site.me));
    site.post(&code_page, FORM, "act=send&to=0&next=copy").await;
    let code = site.newest_code().await;
    let (response, _) = site.post(&code_page, FORM, &format!("act=enter&code={code}&next=copy")).await;
    assert_eq!(response.headers()["location"], copy_page);
    let cookie = response.headers()["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned();
    let post = async |path: &str| {
        let request = Request::post(path).header("content-type", FORM).header("cookie", &cookie);
        site.router.clone().oneshot(request.body(Body::from("words=")).unwrap()).await.unwrap()
    };
    let (_, page) = site.get_with(&copy_page, &cookie).await;
    assert!(page.contains("Ask for a copy"), "{page}");
    assert_eq!(post(&copy_page).await.status(), StatusCode::OK);
    let (_, page) = site.get_with(&copy_page, &cookie).await;
    assert!(page.contains("is being made") && !page.contains("Ask for a copy"), "{page}");
    let worker = Worker::new(site.core.clone());
    while jobs::step(&site.core, &worker).await.unwrap() {}
    let (_, page) = site.get_with(&copy_page, &cookie).await;
    let file = format!("{copy_page}/file");
    assert!(page.contains("Your copy is ready") && page.contains(&file), "{page}");

    let stranger = site.post(&file, FORM, "").await.0;
    assert_eq!(
        stranger.headers()["location"],
        format!("{code_page}?next=copy"),
        "the link alone fetches nothing"
    );
    let response = post(&file).await;
    assert_eq!(response.headers()["content-type"], "application/zip");
    assert_eq!(response.headers()["cache-control"], "no-store");
    assert!(to_bytes(response.into_body(), 1 << 20).await.unwrap().starts_with(b"PK"));
    assert_eq!(post(&file).await.headers()["location"], copy_page, "a second time there is nothing");
    let (_, page) = site.get_with(&copy_page, &cookie).await;
    assert!(page.contains("You have fetched your copy") && page.contains("Ask for a copy"), "{page}");
}

#[tokio::test]
async fn p47_less_use_of_data_takes_one_button() {
    let site = Site::open().await;
    let path = format!("/me/{}", site.me);
    let (_, page) = site.post(&path, FORM, "form=object").await;
    assert!(page.contains("you get no marketing"), "{page}");
    assert_eq!(site.suppressed(Channel::Email).await, Suppression::Marketing);
    assert_eq!(site.suppressed(Channel::Sms).await, Suppression::Everything);
    let (_, page) = site.post(&path, FORM, "form=restrict&on=yes").await;
    assert!(page.contains("Only stored.") && page.contains("No marketing"), "{page}");
    let lead = leads::load(site.core.db.read(), &site.core, site.scope.account, site.lead).await.unwrap();
    assert!(lead.restricted);
}
