//! Opening an account.

use super::{
    CheckField, ErrorSummary, Line, Look, PublicFrame, SelectField, TextArea, document_with_status,
    sign_in::Providers,
    sign_in_elsewhere::with_cookie,
    sign_up_confirm::{check_your_mail, closed_here},
};
use crate::{
    account::{states, time_zones},
    wire::{Caller, shown},
};
use axum::{
    Extension, Form, Router,
    extract::Query,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use leptos::prelude::*;
use realtoros_server::{
    accounts::{self, Asked, Credential, Problem, ProviderName, SignUp, SignUpTicket},
    http::{Session, cookie, start_session},
};
use serde::Deserialize;

/// `/sign-up`.
pub fn routes() -> Router {
    Router::new().route("/sign-up", get(form).post(sign_up))
}

/// What was filled in. Nothing is required here, so that everything missing is said at once.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
struct SignUpForm {
    name: String,
    email: String,
    password: String,
    brokerage: String,
    licence_state: String,
    postal_address: String,
    phone: String,
    time_zone: String,
    adult: Option<String>,
    policy: Option<String>,
    /// The provider whose identity stands in for a password.
    with: Option<String>,
}

/// `?with=google` after coming back from there.
#[derive(Deserialize)]
struct With {
    with: Option<String>,
}

impl SignUpForm {
    fn for_service(&self, ip: &str, ticket: Option<SignUpTicket>) -> SignUp {
        let credential = match ticket {
            Some(ticket) => ticket.credential(&self.email),
            None => Credential::Password(self.password.clone()),
        };
        SignUp {
            name: self.name.clone(),
            email: self.email.clone(),
            credential,
            brokerage: self.brokerage.clone(),
            licence_state: self.licence_state.clone(),
            postal_address: self.postal_address.clone(),
            phone: self.phone.clone(),
            time_zone: self.time_zone.clone(),
            adult: self.adult.is_some(),
            policy_accepted: self.policy.is_some(),
            ip: ip.to_owned(),
        }
    }
}

async fn form(
    Extension(caller): Extension<Caller>,
    Query(With { with }): Query<With>,
    headers: HeaderMap,
) -> Response {
    if caller.scope.is_some() {
        return Redirect::to("/app/today").into_response();
    }
    if !accounts::is_open(&caller.core) {
        return closed_here();
    }
    let form = match ticket(&caller, with.as_deref(), &headers).await {
        Some(SignUpTicket { name, email, .. }) => SignUpForm { name, email, with, ..SignUpForm::default() },
        None => SignUpForm::default(),
    };
    page(&caller, StatusCode::OK, form, vec![])
}

async fn sign_up(
    Extension(caller): Extension<Caller>,
    session: Session,
    headers: HeaderMap,
    Form(mut form): Form<SignUpForm>,
) -> Response {
    let ticket = ticket(&caller, form.with.as_deref(), &headers).await;
    form.with = form.with.filter(|_| ticket.is_some());
    let asked = form.for_service(&caller.ip, ticket);
    let problems = accounts::problems(&asked);
    if !problems.is_empty() {
        return page(&caller, StatusCode::UNPROCESSABLE_ENTITY, form, problems);
    }
    let outcome = match accounts::ask(&caller.core, asked).await {
        Ok(Asked::Opened(scope)) => start_session(&session, &scope).await.map(|()| true),
        Ok(Asked::Confirm) => Ok(false),
        Err(error) => Err(error),
    };
    match outcome {
        Ok(true) => with_cookie(&caller, Redirect::to("/app/today").into_response(), "", 0),
        Ok(false) => check_your_mail(&caller, &form.email, "a day", "/sign-up"),
        Err(error) => {
            let (status, shown) = shown(error);
            page(&caller, status, form, vec![Problem { field: "email", message: shown.to_string() }])
        }
    }
}

/// The identity that the browser brought from `provider`, while it lasts.
pub(super) async fn ticket(
    caller: &Caller,
    provider: Option<&str>,
    headers: &HeaderMap,
) -> Option<SignUpTicket> {
    let provider: ProviderName = provider?.parse().ok()?;
    let value = cookie::read(headers, cookie::oauth_name(&caller.core.settings))?;
    accounts::open_ticket(&caller.core, value).await.filter(|ticket| ticket.identity.provider == provider)
}

fn page(caller: &Caller, status: StatusCode, form: SignUpForm, problems: Vec<Problem>) -> Response {
    let providers = ProviderName::configured(&caller.core.settings);
    document_with_status(
        status,
        Look::Open,
        "Create an account",
        view! { <SignUpPage form providers problems /> },
    )
}

#[component]
fn SignUpPage(form: SignUpForm, providers: Vec<ProviderName>, problems: Vec<Problem>) -> impl IntoView {
    let wrong = move || problems.clone();
    let provider = form.with.as_deref().and_then(|name| name.parse::<ProviderName>().ok());
    let before = match provider {
        Some(provider) => view! {
            <p class="flash info">{format!("You will sign in with {}. Only your business is missing.", provider.label())}</p>
        }
        .into_any(),
        None => view! { <Providers providers next="/app/today".to_owned() verb="Continue with" /> }.into_any(),
    };
    let credential = match provider {
        Some(provider) => view! { <input type="hidden" name="with" value=provider.as_str() /> }.into_any(),
        None => view! {
            <Line name="password" label="Password" kind="password" autocomplete="new-password"
                hint="At least 8 characters. A few unrelated words are best." problems=wrong() />
        }
        .into_any(),
    };
    view! {
        <PublicFrame signed_in=false>
            <section class="auth">
                <h1>"Create an account"</h1>
                <p>"For licensed realtors in the United States. It takes two minutes."</p>
                <ErrorSummary problems=wrong() />
                {before}
                <form method="post" action="/sign-up">
                    <Line name="name" label="Your name" value=form.name autocomplete="name" problems=wrong() />
                    <Line name="email" label="E-mail" kind="email" value=form.email autocomplete="username" problems=wrong() />
                    {credential}
                    <Line name="brokerage" label="Brokerage" value=form.brokerage autocomplete="organization" problems=wrong() />
                    <SelectField name="licence_state" label="License state" options=states() value=form.licence_state problems=wrong() />
                    <TextArea name="postal_address" label="Business postal address" value=form.postal_address
                        autocomplete="street-address" hint="The law wants it at the foot of every commercial mail." problems=wrong() />
                    <Line name="phone" label="Phone" kind="tel" value=form.phone autocomplete="tel" problems=wrong() />
                    <SelectField name="time_zone" label="Time zone" options=time_zones() value=form.time_zone problems=wrong() />
                    <CheckField name="adult" label="I am 18 or older" checked=form.adult.is_some() problems=wrong() />
                    <CheckField name="policy" label="I accept the privacy policy of April 1, 2026"
                        checked=form.policy.is_some() problems=wrong()>
                        <a href="/privacy">"Read the privacy policy"</a>
                    </CheckField>
                    <div class="form-actions">
                        <button class="button primary">"Create account"</button>
                    </div>
                </form>
                <footer>"Have an account? " <a href="/sign-in">"Sign in"</a></footer>
            </section>
        </PublicFrame>
    }
}
