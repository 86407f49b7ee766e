//! Signing in and out.

use super::{
    ErrorSummary, Line, Look, PublicFrame, document_with_status,
    second_factor::{UsePasskey, go_on},
};
use crate::wire::{Caller, shown};
use axum::{
    Extension, Form, Router,
    extract::Query,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use leptos::prelude::*;
use realtoros_server::{
    Error,
    accounts::{self, Problem, ProviderName},
    http::{Session, end_session, guard, headers},
};
use serde::Deserialize;

/// `/sign-in` and `POST /sign-out`.
pub fn routes() -> Router {
    Router::new().route("/sign-in", get(form).post(sign_in)).route("/sign-out", post(sign_out))
}

/// Where to go afterwards.
#[derive(Deserialize)]
struct Next {
    next: Option<String>,
}

/// What was filled in.
#[derive(Deserialize)]
struct SignInForm {
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: String,
    next: Option<String>,
}

async fn form(Extension(caller): Extension<Caller>, Query(Next { next }): Query<Next>) -> Response {
    let next = guard::local_path(next.as_deref()).to_owned();
    if caller.scope.is_some() {
        return Redirect::to(&next).into_response();
    }
    page(&caller, StatusCode::OK, String::new(), next, None)
}

async fn sign_in(
    Extension(caller): Extension<Caller>,
    session: Session,
    Form(form): Form<SignInForm>,
) -> Response {
    let next = guard::local_path(form.next.as_deref()).to_owned();
    let outcome = match accounts::sign_in(&caller.core, &form.email, &form.password, &caller.ip).await {
        Ok(signed_in) => go_on(&caller, &session, signed_in, &next).await,
        Err(error) => Err(error),
    };
    match outcome {
        Ok(response) => response,
        Err(error) => refused(&caller, form.email, next, error),
    }
}

/// The form again. Whether the address has an account makes no difference to it.
pub fn refused(caller: &Caller, email: String, next: String, error: Error) -> Response {
    let wait = if let Error::Throttled(seconds) = error { Some(seconds) } else { None };
    let (status, message) = match error {
        Error::Unauthenticated => (
            StatusCode::UNPROCESSABLE_ENTITY,
            "This e-mail address and password do not belong together.".to_owned(),
        ),
        other => {
            let (status, shown) = shown(other);
            (status, shown.to_string())
        }
    };
    let mut response = page(caller, status, email, next, Some(message));
    if let Some(seconds) = wait {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

async fn sign_out(Extension(caller): Extension<Caller>, session: Session) -> Response {
    if let Some(scope) = &caller.scope
        && let Err(error) = accounts::sign_out(&caller.core, scope).await
    {
        return shown(error).0.into_response();
    }
    if let Err(error) = end_session(&session).await {
        return shown(error).0.into_response();
    }
    let mut response = Redirect::to("/").into_response();
    headers::clear_site_data(&mut response);
    response
}

fn page(caller: &Caller, status: StatusCode, email: String, next: String, error: Option<String>) -> Response {
    let providers = ProviderName::configured(&caller.core.settings);
    let passkeys = accounts::passkeys_work(&caller.core.settings);
    let problems: Vec<_> = error.map(|message| Problem { field: "email", message }).into_iter().collect();
    document_with_status(
        status,
        Look::Open,
        "Sign in",
        view! { <SignInPage email next providers passkeys problems /> },
    )
}

#[component]
fn SignInPage(
    email: String,
    next: String,
    providers: Vec<ProviderName>,
    passkeys: bool,
    problems: Vec<Problem>,
) -> impl IntoView {
    let passkey = passkeys.then(|| view! { <UsePasskey next=next.clone() /> });
    view! {
        <PublicFrame signed_in=false>
            <section class="auth">
                <h1>"Welcome back"</h1>
                <ErrorSummary problems />
                <form method="post" action="/sign-in">
                    <input type="hidden" name="next" value=next.clone() />
                    <Line name="email" label="E-mail" kind="email" value=email autocomplete="username" problems=vec![] />
                    <Line name="password" label="Password" kind="password" autocomplete="current-password" problems=vec![] />
                    <div class="form-actions">
                        <button class="button primary">"Sign in"</button>
                    </div>
                </form>
                {passkey}
                <Providers providers next verb="Sign in with" />
                <footer>
                    <p><a href="/password">"Forgot your password?"</a></p>
                    <p>"New here? " <a href="/sign-up">"Create an account"</a></p>
                </footer>
            </section>
        </PublicFrame>
    }
}

/// A button for each provider that is set up.
#[component]
pub fn Providers(providers: Vec<ProviderName>, next: String, verb: &'static str) -> impl IntoView {
    providers
        .into_iter()
        .map(|provider| {
            let action = format!("/auth/{}?next={}", provider.as_str(), guard::encoded(&next));
            view! { <a class="button" href=action>{format!("{verb} {}", provider.label())}</a> }
        })
        .collect_view()
}
