//! Everything that is served, asked over HTTP with all that stands before it.

mod second_step;

use super::router::router;
use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Method, Request, StatusCode},
};
use chrono::TimeDelta;
use leptos::server_fn;
use leptos_axum::generate_route_list;
use realtoros_app::App;
use realtoros_server::{
    Core, Scope, accounts,
    clock::ManualClock,
    db::Db,
    http, jobs,
    privacy::{self, closing},
    settings::Settings,
    tls,
    vault::{Kek, Vault},
    worker::Worker,
};
use std::{collections::HashMap, sync::Arc};
use tempfile::TempDir;
use tower::ServiceExt;

const EMAIL: &str = "dana@example.com";
const PASSWORD: &str = "a long enough pass phrase";
const PAGE: (&str, &str) = ("accept", "text/html");
const CALL: (&str, &str) = ("accept", "application/json");

/// A server with one realtor, whose browser is signed in.
struct Site {
    core: Core,
    scope: Scope,
    router: Router,
    cookie: String,
    clock: Arc<ManualClock>,
    _folder: TempDir,
}

struct Answer {
    status: StatusCode,
    location: Option<String>,
    body: Vec<u8>,
}

impl Answer {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

impl Site {
    async fn open() -> Self {
        Self::after(|_| {}).await
    }

    /// A material version of the policy has come into force since the realtor has signed up.
    async fn after_a_material_change() -> Self {
        Self::after(|core| {
            let mut later = core.policies[0];
            (later.id, later.sha256, later.material) = ("2026-11-25", "11", true);
            core.policies = Box::leak(Box::new([core.policies[0], later]));
        })
        .await
    }

    /// A day after the realtor has signed up, and after what has happened since.
    async fn after(happened: impl FnOnce(&mut Core)) -> Self {
        tls::install();
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", folder.path().join("test.db").display());
        let clock = Arc::new(ManualClock::at("2026-11-24T17:00:00Z".parse().unwrap()));
        let db = Db::open(&url).await.unwrap();
        db.migrate().await.unwrap();
        let vault = Vault::open(&db, Kek::parse(&"01".repeat(32)).unwrap(), 0).await.unwrap();
        let vars = HashMap::from([
            ("REALTOROS_DATABASE_URL".to_owned(), url),
            ("REALTOROS_DATA_DIR".to_owned(), folder.path().display().to_string()),
        ]);
        let mut core = Core::new(db, vault, clock.clone(), Settings::read(&vars).unwrap());
        let scope = accounts::sign_up(&core, realtor()).await.unwrap();
        happened(&mut core);
        clock.advance(TimeDelta::days(1));

        let router = http::protect(router(&core).unwrap(), &core);
        let mut site = Self { core, scope, router, cookie: String::new(), clock, _folder: folder };
        let form = format!("email={EMAIL}&password={PASSWORD}").replace(' ', "+");
        let request = site.request(Method::POST, "/sign-in", PAGE, &form);
        let response = site.router.clone().oneshot(request).await.unwrap();
        let mut cookies =
            response.headers().get_all("set-cookie").iter().map(|cookie| cookie.to_str().unwrap());
        let cookie = cookies.find(|cookie| cookie.starts_with("realtoros=")).unwrap();
        cookie.split(';').next().unwrap().clone_into(&mut site.cookie);
        site
    }

    fn request(&self, method: Method, path: &str, header: (&str, &str), form: &str) -> Request<Body> {
        Request::builder()
            .method(method)
            .uri(path)
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "application/x-www-form-urlencoded")
            .header("cookie", &self.cookie)
            .header(header.0, header.1)
            .body(Body::from(form.to_owned()))
            .unwrap()
    }

    async fn ask(&self, method: Method, path: &str, header: (&str, &str), form: &str) -> Answer {
        let request = self.request(method, path, header, form);
        let (parts, body) = self.router.clone().oneshot(request).await.unwrap().into_parts();
        let location = parts.headers.get("location").map(|to| to.to_str().unwrap().to_owned());
        let body = to_bytes(body, 1 << 24).await.unwrap().to_vec();
        Answer { status: parts.status, location, body }
    }

    async fn get(&self, path: &str) -> Answer {
        self.ask(Method::GET, path, PAGE, "").await
    }

    async fn post(&self, path: &str, form: &str) -> Answer {
        self.ask(Method::POST, path, PAGE, form).await
    }

    async fn call(&self, path: &str, form: &str) -> Answer {
        self.ask(Method::POST, path, CALL, form).await
    }

    /// Sends the form that closes the account.
    async fn close(&self, email: &str) -> Answer {
        let form = format!("email={email}&password={PASSWORD}").replace(' ', "+");
        self.post("/app/privacy/closing", &form).await
    }

    /// Asks for an export of everything, lets it be made, and fetches it.
    async fn export(&self) -> Answer {
        let asked = self.call("/rpc/privacy/export-all", "").await;
        assert_eq!(asked.status, StatusCode::OK, "{}", asked.text());
        let id: String = serde_json::from_slice(&asked.body).unwrap();
        while jobs::step(&self.core, &Worker::new(self.core.clone())).await.unwrap() {}
        assert!(self.call("/rpc/privacy/exports", "").await.text().contains(&id), "it is in the list");
        assert!(self.get("/app/privacy/exports").await.text().contains(&id), "it is on the page");
        let form = format!("password={PASSWORD}").replace(' ', "+");
        self.post(&format!("/app/privacy/exports/{id}/download"), &form).await
    }
}

/// Addresses of the dashboard's pages; those of one thing with a number of nothing.
fn pages() -> Vec<String> {
    let routes = generate_route_list(App).into_iter();
    routes.map(|route| route.path().replace(['{', '}'], "")).collect()
}

fn realtor() -> accounts::SignUp {
    accounts::SignUp {
        name: "Dana Whitfield".into(),
        email: EMAIL.into(),
        credential: accounts::Credential::Password(PASSWORD.into()),
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

#[tokio::test]
async fn p69_p60_p63_who_does_not_accept_takes_everything_along_and_closes() {
    let site = Site::after_a_material_change().await;
    assert_eq!(site.get("/app/today").await.location.as_deref(), Some("/privacy/accept"));
    let question = site.get("/privacy/accept").await.text();
    assert!(question.contains("/app/privacy/exports") && question.contains("/app/privacy/closing"));

    let file = site.export().await;
    assert_eq!(file.status, StatusCode::OK, "{}", file.text());
    assert!(file.body.starts_with(b"PK"), "the file itself");
    assert_eq!(site.get("/app/privacy/closing").await.status, StatusCode::OK);
    let closed = site.close(EMAIL).await;
    assert_eq!(closed.location.as_deref(), Some("/app/privacy/closing"), "{}", closed.text());
    assert_eq!(closing::state(&site.core, &site.scope).await.unwrap().name, "closing");
    assert!(site.export().await.body.starts_with(b"PK"), "also while it closes");
    assert_eq!(site.get("/app/today").await.location.as_deref(), Some("/privacy/accept"));
    site.post("/app/privacy/closing/undo", "").await;
    assert_eq!(closing::state(&site.core, &site.scope).await.unwrap().name, "active");
}

#[tokio::test]
async fn p69_nothing_else_that_is_served_to_members_is_open_before_they_accept() {
    const CALLS: [&str; 5] = [
        "/rpc/account/closing",
        "/rpc/account/password",
        "/rpc/privacy/export-all",
        "/rpc/privacy/export-cancel",
        "/rpc/privacy/exports",
    ];
    const PAGES: [&str; 2] = ["/app/privacy/exports", "/app/settings"];
    let site = Site::after_a_material_change().await;
    let (mut open, mut shut) = (Vec::new(), 0);
    for (path, _) in server_fn::axum::server_fn_paths() {
        match site.call(path, "").await.status {
            StatusCode::FORBIDDEN => shut += 1,
            _ => open.push(path),
        }
    }
    open.sort_unstable();
    assert_eq!(open, CALLS);
    assert!(shut > 50, "every other one is there and refused: {shut}");

    let mut open = Vec::new();
    for path in pages() {
        if site.get(&path).await.location.as_deref() != Some("/privacy/accept") {
            open.push(path);
        }
    }
    open.sort_unstable();
    assert_eq!(open, PAGES);

    let token = format!("Bearer {}", accounts::create_token(&site.core, &site.scope).await.unwrap());
    let description = site.get("/api/v1/openapi.json").await;
    let description: serde_json::Value = serde_json::from_slice(&description.body).unwrap();
    let mut operations = 0;
    for (path, methods) in description["paths"].as_object().unwrap() {
        let path = format!("/api/v1{path}").replace(['{', '}'], "");
        // Beside methods stand parameters.
        for method in methods.as_object().unwrap().keys().filter(|key| *key != "parameters") {
            let method = method.to_uppercase().parse().unwrap();
            let answer = site.ask(method, &path, ("authorization", &token), "{}").await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
            assert!(answer.text().contains("policy_not_accepted"), "{path}: {}", answer.text());
            operations += 1;
        }
    }
    assert!(operations > 7, "{operations}");

    privacy::accept(&site.core, &site.scope, "2026-11-25").await.unwrap();
    assert_eq!(site.get("/app/today").await.status, StatusCode::OK);
    assert_ne!(site.call("/rpc/leads/board", "").await.status, StatusCode::FORBIDDEN);
    let leads = site.ask(Method::GET, "/api/v1/leads", ("authorization", &token), "").await;
    assert_eq!(leads.status, StatusCode::OK);
}

#[tokio::test]
async fn p56_p63_every_page_says_when_the_account_closes_and_leads_to_the_way_back() {
    const BANNER: &str = "This account closes on Dec 25, 2026. Until then you can read and export.";
    let site = Site::open().await;
    assert!(pages().len() > 15, "{:?}", pages());
    for path in pages() {
        assert!(!site.get(&path).await.text().contains("This account closes"), "{path}");
    }
    let refused = site.close("somebody@else.example").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("not the e-mail address of your account"), "{}", refused.text());
    assert_eq!(closing::state(&site.core, &site.scope).await.unwrap().name, "active");

    site.close(EMAIL).await;
    assert_eq!(closing::state(&site.core, &site.scope).await.unwrap().name, "closing");
    for path in pages() {
        let page = site.get(&path).await.text();
        assert!(page.contains(BANNER), "{path}: {page}");
        assert!(
            page.contains("<a href=\"/app/privacy/closing\" rel=\"external\">Keep the account</a>"),
            "{path}: {page}"
        );
    }
}

#[tokio::test]
async fn p15_the_server_deletes_by_itself_what_has_run_out() {
    let site = Site::open().await;
    accounts::sign_in(&site.core, EMAIL, "wrong", "192.0.2.7").await.unwrap_err();
    site.clock.advance(TimeDelta::days(1));
    let overdue = async || accounts::overdue(&site.core, site.core.now_ms()).await.unwrap();
    assert!(overdue().await >= 2, "counts of the account and of the address, and the session");
    super::tidy_once(&site.core).await.unwrap();
    assert_eq!(overdue().await, 0);
}
