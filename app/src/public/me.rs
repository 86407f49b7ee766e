//! `/me/{token}`: a lead sees and changes how they may be contacted, without an account and without a script.

use super::{Look, document, newsletter::unknown_link};
use crate::wire::{Caller, shown};
use axum::{
    Extension, Form, Router,
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::get,
};
use leptos::prelude::*;
use realtoros_domain::{Channel, ChannelSet};
use realtoros_server::{
    Error,
    links::{self, Choice, Decided, Preferences},
};

/// `/me/{token}`.
pub fn routes() -> Router {
    Router::new().route("/me/{token}", get(show).post(save))
}

async fn show(Extension(caller): Extension<Caller>, Path(token): Path<String>) -> Response {
    answer(links::preferences(&caller.core, &token).await, token, false)
}

async fn save(
    Extension(caller): Extension<Caller>,
    Path(token): Path<String>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Response {
    let Some(decided) = decided(&fields, &caller) else { return StatusCode::BAD_REQUEST.into_response() };
    answer(links::decide(&caller.core, &token, &decided).await, token, true)
}

/// A box that is not ticked sends nothing, so only a form that says it is one counts.
fn decided(fields: &[(String, String)], caller: &Caller) -> Option<Decided> {
    let has = |name: &str, value: &str| fields.iter().any(|field| field.0 == name && field.1 == value);
    if !has("form", "choices") {
        return None;
    }
    let channels = Channel::ALL
        .into_iter()
        .filter(|channel| has("channel", channel.as_str()))
        .fold(ChannelSet::NONE, ChannelSet::with);
    Some(Decided { channels, ai: has("ai", "yes"), ip: caller.ip.clone(), agent: caller.agent.clone() })
}

fn answer(outcome: realtoros_server::Result<Preferences>, token: String, saved: bool) -> Response {
    match outcome {
        Ok(preferences) => {
            document(Look::Personal, "Your choices", view! { <Choices preferences token saved /> })
        }
        Err(Error::NotFound) => unknown_link(),
        Err(error) => shown(error).0.into_response(),
    }
}

#[component]
fn Choices(preferences: Preferences, token: String, saved: bool) -> impl IntoView {
    let Preferences { first_name, sender, choices, ai } = preferences;
    let greeting =
        if first_name.is_empty() { "Your choices".to_owned() } else { format!("{first_name}, your choices") };
    view! {
        <main id="main" class="prose">
            <h1>{greeting}</h1>
            {saved.then(|| view! { <p class="flash ok" role="status"><strong>"Saved."</strong>" It counts from this moment on."</p> })}
            <p>"Here you decide how "<strong>{sender.realtor.clone()}</strong>", "{sender.brokerage}", may contact you."</p>
            <form method="post" action=format!("/me/{token}") class="stack">
                <input type="hidden" name="form" value="choices" />
                <fieldset class="fieldset">
                    <legend>"You may contact me by"</legend>
                    {choices.into_iter().map(|choice| view! { <ChannelBox choice /> }).collect_view()}
                </fieldset>
                <fieldset class="fieldset">
                    <legend>"Software that helps to write"</legend>
                    <label class="switch">
                        <input type="checkbox" role="switch" name="ai" value="yes" checked=ai />
                        <span>
                            "An assistant may be used for my messages "
                            <span class="hint">"It drafts and sums up; a person sends. Switched off, no software reads what you write to find an answer."</span>
                        </span>
                    </label>
                </fieldset>
                <div class="form-actions"><button class="button primary">"Save"</button></div>
            </form>
            <p class="muted small">"We do not track whether you open pages or mail. "<a href="/privacy">"Privacy policy"</a></p>
        </main>
    }
}

#[component]
fn ChannelBox(choice: Choice) -> impl IntoView {
    let name = match choice.channel {
        Channel::Sms => "Text messages",
        Channel::Voice => "Calls",
        Channel::Email => "E-mail",
    };
    let hint = format!("{}-hint", choice.channel);
    view! {
        <label class="checkbox">
            <input
                type="checkbox"
                name="channel"
                value=choice.channel.as_str()
                checked=choice.allowed
                disabled=!choice.changeable
                aria-describedby=hint.clone()
            />
            <span>
                <strong>{name}</strong>
                <span class="hint" id=hint>{choice.wording}" "<em>{choice.evidence}</em></span>
            </span>
        </label>
    }
}
