//! Opening an account.

use super::{
    CheckField, ErrorSummary, Line, Look, PublicFrame, SelectField, TextArea, document_with_status,
    sign_in::Providers,
};
use crate::{
    account::{states, time_zones},
    wire::{Caller, shown},
};
use axum::{
    Extension, Form, Router,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use leptos::prelude::*;
use realtoros_server::{
    accounts::{self, Credential, Problem, ProviderName, SignUp},
    http::{Session, start_session},
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
}

impl SignUpForm {
    fn for_service(&self, ip: &str) -> SignUp {
        SignUp {
            name: self.name.clone(),
            email: self.email.clone(),
            credential: Credential::Password(self.password.clone()),
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

async fn form(Extension(caller): Extension<Caller>) -> Response {
    if caller.scope.is_some() {
        return Redirect::to("/app/today").into_response();
    }
    page(&caller, StatusCode::OK, SignUpForm::default(), vec![])
}

async fn sign_up(
    Extension(caller): Extension<Caller>,
    session: Session,
    Form(form): Form<SignUpForm>,
) -> Response {
    let asked = form.for_service(&caller.ip);
    let problems = accounts::problems(&asked);
    if !problems.is_empty() {
        return page(&caller, StatusCode::UNPROCESSABLE_ENTITY, form, problems);
    }
    let outcome = match accounts::sign_up(&caller.core, asked).await {
        Ok(scope) => start_session(&session, &scope).await,
        Err(error) => Err(error),
    };
    match outcome {
        Ok(()) => Redirect::to("/app/today").into_response(),
        Err(error) => {
            let (status, shown) = shown(error);
            page(&caller, status, form, vec![Problem { field: "email", message: shown.to_string() }])
        }
    }
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
    view! {
        <PublicFrame signed_in=false>
            <section class="auth">
                <h1>"Create an account"</h1>
                <p>"For licensed realtors in the United States. It takes two minutes."</p>
                <ErrorSummary problems=wrong() />
                <Providers providers next="/app/today".to_owned() verb="Continue with" />
                <form method="post" action="/sign-up">
                    <Line name="name" label="Your name" value=form.name autocomplete="name" problems=wrong() />
                    <Line name="email" label="E-mail" kind="email" value=form.email autocomplete="username" problems=wrong() />
                    <Line name="password" label="Password" kind="password" autocomplete="new-password"
                        hint="At least 8 characters. A few unrelated words are best." problems=wrong() />
                    <Line name="brokerage" label="Brokerage" value=form.brokerage autocomplete="organization" problems=wrong() />
                    <SelectField name="licence_state" label="Licence state" options=states() value=form.licence_state problems=wrong() />
                    <TextArea name="postal_address" label="Business postal address" value=form.postal_address
                        autocomplete="street-address" hint="The law wants it at the foot of every commercial mail." problems=wrong() />
                    <Line name="phone" label="Phone" kind="tel" value=form.phone autocomplete="tel" problems=wrong() />
                    <SelectField name="time_zone" label="Time zone" options=time_zones() value=form.time_zone problems=wrong() />
                    <CheckField name="adult" label="I am 18 or older" checked=form.adult.is_some() problems=wrong() />
                    <CheckField name="policy" label="I accept the privacy policy of April 1, 2026"
                        checked=form.policy.is_some() problems=wrong()>
                        <a href="/policy">"Read the privacy policy"</a>
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
