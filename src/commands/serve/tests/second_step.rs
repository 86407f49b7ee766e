//! The pages of the second step, asked over HTTP as a browser does.

use super::*;
use axum::http::Response;

impl Site {
    /// The same without reading the page.
    async fn answer(&self, path: &str, header: (&str, &str), form: &str) -> Response<Body> {
        self.router.clone().oneshot(self.request(Method::POST, path, header, form)).await.unwrap()
    }
}

/// What the answer sets the cookie to whose name this is.
fn cookie(response: &Response<Body>, name: &str) -> String {
    let mut all = response.headers().get_all("set-cookie").iter().map(|cookie| cookie.to_str().unwrap());
    let found = all.find(|cookie| cookie.split('=').next() == Some(name)).unwrap();
    found.split(';').next().unwrap().to_owned()
}

fn plus(form: &str) -> String {
    form.replace(' ', "+")
}

#[tokio::test]
async fn p09_the_secret_is_shown_to_who_has_just_given_the_password_only() {
    let site = Site::open().await;
    let wrong = site.post("/app/two-step/begin", "password=wrong").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!wrong.text().contains("QR code"), "{}", wrong.text());
    let shown = site.post("/app/two-step/begin", &plus(&format!("password={PASSWORD}"))).await;
    assert_eq!(shown.status, StatusCode::OK);
    assert!(shown.text().contains("QR code"), "{}", shown.text());

    let later = site.get("/app/two-step").await.text();
    assert!(!later.contains("QR code") && later.contains("Set it up"), "{later}");
    let wrong = site.post("/app/two-step/confirm", "code=12345").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text().contains("QR code") && wrong.text().contains("code-error"), "{}", wrong.text());
    site.clock.advance(TimeDelta::minutes(10));
    let late = site.post("/app/two-step/confirm", "code=12345").await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(!late.text().contains("QR code"), "{}", late.text());
}

#[tokio::test]
async fn p09_a_new_password_gives_the_session_a_new_id() {
    let mut site = Site::open().await;
    let form = plus(&format!("current_password={PASSWORD}&new_password=nine purple kettles"));
    let response = site.answer("/rpc/account/password", CALL, &form).await;
    assert_eq!(response.status(), StatusCode::OK);
    let renewed = cookie(&response, "realtoros");
    assert_ne!(renewed, site.cookie);
    assert_eq!(site.get("/app/two-step").await.status, StatusCode::SEE_OTHER, "the old one is worth nothing");
    site.cookie = renewed;
    assert_eq!(site.get("/app/two-step").await.status, StatusCode::OK);
}

#[tokio::test]
async fn p09_a_whole_sign_in_leaves_nothing_of_a_half_one() {
    let site = Site::open().await;
    let form = plus(&format!("email={EMAIL}&password={PASSWORD}"));
    let response = site.answer("/sign-in", PAGE, &form).await;
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    assert_eq!(cookie(&response, "second-step"), "second-step=");
}

#[tokio::test]
async fn p56_a_closing_account_removes_passkeys_and_adds_none() {
    let site = Site::open().await;
    site.close(EMAIL).await;
    let form = plus(&format!("id={}&password_again={PASSWORD}", site.core.new_id()));
    assert_eq!(
        site.post("/app/passkeys/remove", &form).await.status,
        StatusCode::NOT_FOUND,
        "it was looked for"
    );
    assert_eq!(site.post("/app/passkeys/add", "name=Phone").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn p09_a_form_that_was_refused_keeps_what_was_filled_in_and_says_where_it_is_wrong() {
    let mut site = Site::open().await;
    let mut settings = (*site.core.settings).clone();
    settings.public_url = "https://crm.example.com".to_owned();
    site.core.settings = Arc::new(settings);
    site.router = http::protect(router(&site.core).unwrap(), &site.core);
    let refused = site.post("/app/passkeys/add", "name=My+phone&password=wrong").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = refused.text();
    assert!(page.contains("value=\"My phone\"") && page.contains("id=\"password-error\""), "{page}");
    assert!(!page.contains("id=\"name-error\"") && !page.contains("name=\"code\""), "{page}");
    let nameless = site.post("/app/passkeys/add", "name=&password=wrong").await.text();
    assert!(
        nameless.contains("id=\"name-error\"") && !nameless.contains("id=\"password-error\""),
        "{nameless}"
    );
}
