//! `/me/{token}`: how a lead may be contacted and how their data is used, and the way to everything else.

use super::{
    super::{Look, document},
    links::{Requests, Ways},
    visit::{failed, field, proven},
};
use crate::wire::Caller;
use axum::{
    Extension, Form,
    extract::Path,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use leptos::prelude::*;
use realtoros_domain::{Channel, ChannelSet};
use realtoros_server::{
    Result,
    links::{self, Choice, Decided, Preferences},
    privacy::own::{self, Standing},
};

/// The page. Changes nothing.
pub async fn show(Extension(caller): Extension<Caller>, Path(token): Path<String>) -> Response {
    answer(&caller, token, None).await
}

/// Stores what was decided.
pub async fn save(
    Extension(caller): Extension<Caller>,
    Path(token): Path<String>,
    headers: HeaderMap,
    Form(fields): Form<Vec<(String, String)>>,
) -> Response {
    let core = &caller.core;
    let done: Result<&str> = match field(&fields, "form").as_str() {
        "choices" => choose(&caller, &token, &headers, &fields).await,
        "restrict" => {
            let on = field(&fields, "on") == "yes";
            own::set_restricted(core, &token, on).await.map(|()| if on { STORED_ONLY } else { USED_AGAIN })
        }
        "object" => own::object(core, &token).await.map(|()| NO_MARKETING),
        _ => return StatusCode::BAD_REQUEST.into_response(),
    };
    match done {
        Ok(done) => answer(&caller, token, Some(done)).await,
        Err(error) => failed(error),
    }
}

async fn choose(
    caller: &Caller,
    token: &str,
    headers: &HeaderMap,
    fields: &[(String, String)],
) -> Result<&'static str> {
    let proven = proven(caller, token, headers).await?.is_some();
    let decided = Decided { proven, ..decided(fields, caller) };
    let after = links::decide(&caller.core, token, &decided).await?;
    Ok(if after.needs_code { NEEDS_CODE } else { SAVED })
}

const NEEDS_CODE: &str = "Saved, but not the texts and calls: this link may have been passed on, so show first that it is you. Get a code, then tick them again and save.";
const SAVED: &str = "Saved. It counts from this moment on.";
const STORED_ONLY: &str =
    "From this moment on your data is only stored. Nothing is sent, and no software works on it.";
const USED_AGAIN: &str = "Your data may be used again, within your choices below.";
const NO_MARKETING: &str = "From this moment on you get no marketing: no newsletters, texts or sales calls.";

/// A box that is not ticked sends nothing, so only a form that says it is one counts.
fn decided(fields: &[(String, String)], caller: &Caller) -> Decided {
    let has = |name: &str, value: &str| fields.iter().any(|field| field.0 == name && field.1 == value);
    let channels = Channel::ALL
        .into_iter()
        .filter(|channel| has("channel", channel.as_str()))
        .fold(ChannelSet::NONE, ChannelSet::with);
    Decided {
        channels,
        ai: has("ai", "yes"),
        proven: false,
        ip: caller.ip.clone(),
        agent: caller.agent.clone(),
    }
}

async fn answer(caller: &Caller, token: String, done: Option<&'static str>) -> Response {
    let found = async {
        let preferences = links::preferences(&caller.core, &token).await?;
        Ok((preferences, own::standing(&caller.core, &token).await?))
    };
    match found.await {
        Ok((preferences, standing)) => document(
            Look::Personal,
            "Your data and choices",
            view! { <Choices preferences standing token done /> },
        ),
        Err(error) => failed(error),
    }
}

#[component]
fn Choices(
    preferences: Preferences,
    standing: Standing,
    token: String,
    done: Option<&'static str>,
) -> impl IntoView {
    let Preferences { first_name, sender, choices, ai, .. } = preferences;
    let Standing { restricted, requests } = standing;
    let greeting = if first_name.is_empty() {
        "Your data and choices".to_owned()
    } else {
        format!("{first_name}, your data and choices")
    };
    let action = format!("/me/{token}");
    view! {
        <main id="main" class="prose">
            <h1>{greeting}</h1>
            {done.map(|done| view! { <Done done code=format!("/me/{token}/code?next=choices") /> })}
            <p>"Here you decide how "<strong>{sender.realtor.clone()}</strong>", "{sender.brokerage}", may contact you and use your data."</p>
            {restricted.then(|| view! { <p class="flash warn" role="status"><strong>"Only stored."</strong>" Your data is kept and not used for anything."</p> })}
            <form method="post" action=action.clone() class="stack">
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
            <Less action restricted />
            <Ways token />
            <Requests asked=requests />
            <p class="muted small">"We do not track whether you open pages or mail. "<a href="/privacy">"Privacy policy"</a></p>
        </main>
    }
}

#[component]
fn Done(done: &'static str, code: String) -> impl IntoView {
    let needs_code = done == NEEDS_CODE;
    view! {
        <p class=if needs_code { "flash warn" } else { "flash ok" } role="status">
            {done}
            {needs_code.then(|| view! { " " <a href=code>"Get a code"</a> })}
        </p>
    }
}

/// Less use of data, by one button each.
#[component]
fn Less(action: String, restricted: bool) -> impl IntoView {
    let (button, on) =
        if restricted { ("Let my data be used again", "no") } else { ("Only store my data", "yes") };
    view! {
        <section aria-labelledby="less">
            <h2 id="less">"Less, at once"</h2>
            <div class="card-grid">
                <form method="post" action=action.clone() class="card stack tight">
                    <input type="hidden" name="form" value="object" />
                    <p class="small">"No newsletters, no offers, no sales texts or calls, on any channel."</p>
                    <p><button class="button">"No marketing at all"</button></p>
                </form>
                <form method="post" action=action class="card stack tight">
                    <input type="hidden" name="form" value="restrict" />
                    <input type="hidden" name="on" value=on />
                    <p class="small">"Keep what is there, and do nothing with it: no messages, no AI, until you say otherwise."</p>
                    <p><button class="button">{button}</button></p>
                </form>
            </div>
        </section>
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
