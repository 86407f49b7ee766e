//! `/me/{token}/correct`: a lead puts their data right (P-61).

use super::{
    correct_form::{Typed, correction},
    frame::{Happened, Problem, page, page_to_put_right},
    visit::{field, required, sentence},
};
use crate::{
    public::{Line, TextArea},
    wire::Caller,
};
use axum::{Extension, Form, extract::Path, http::HeaderMap, response::Response};
use leptos::prelude::*;
use realtoros_domain::rights::Kind;
use realtoros_server::{
    Error,
    privacy::own::{self, Proven},
};

const TITLE: &str = "Correct my data";

/// What is on file, to be changed.
pub async fn show(
    Extension(caller): Extension<Caller>,
    Path(token): Path<String>,
    headers: HeaderMap,
) -> Response {
    match required(&caller, &token, &headers, "correct").await {
        Ok(who) => page(&token, TITLE, view! { <Change typed=Typed::of(who.lead()) /> }),
        Err(response) => *response,
    }
}

/// Stores what was changed, or asks the realtor in words.
pub async fn save(
    Extension(caller): Extension<Caller>,
    Path(token): Path<String>,
    headers: HeaderMap,
    Form(fields): Form<Vec<(String, String)>>,
) -> Response {
    let who = match required(&caller, &token, &headers, "correct").await {
        Ok(who) => who,
        Err(response) => return *response,
    };
    match field(&fields, "form").as_str() {
        "words" => ask(&caller, &token, &who, &field(&fields, "words")).await,
        _ => change(&caller, &token, &who, Typed::read(&fields)).await,
    }
}

async fn change(caller: &Caller, token: &str, who: &Proven, typed: Typed) -> Response {
    let saved = match correction(&typed, who.lead()) {
        Ok(correction) => own::correct(&caller.core, who, correction).await,
        Err(why) => Err(Error::Invalid(why)),
    };
    match saved {
        Ok(changed) => {
            let text = Some(match changed.as_slice() {
                [] => "Nothing was different.".to_owned(),
                _ => "Saved. Summaries, drafts and newsletters use it from now on.".to_owned(),
            });
            page(token, TITLE, view! { <Happened text /><Change typed /> })
        }
        Err(error) => match sentence(error) {
            Ok(text) => {
                page_to_put_right(token, TITLE, view! { <Problem text=Some(text) /><Change typed /> })
            }
            Err(response) => *response,
        },
    }
}

async fn ask(caller: &Caller, token: &str, who: &Proven, words: &str) -> Response {
    let text = if words.trim().is_empty() {
        Err(Error::Invalid("Write what is wrong first.".to_owned()))
    } else {
        let words: String = words.chars().take(2_000).collect();
        own::ask(&caller.core, who, Kind::Correction, &words).await.map(|(_, is_new)| {
            if is_new {
                "Your request is in. The date of the answer stands on your page.".to_owned()
            } else {
                "Your earlier request still waits. Its date stands on your page.".to_owned()
            }
        })
    };
    let typed = Typed::of(who.lead());
    match text {
        Ok(text) => page(token, TITLE, view! { <Happened text=Some(text) /><Change typed /> }),
        Err(error) => match sentence(error) {
            Ok(text) => {
                page_to_put_right(token, TITLE, view! { <Problem text=Some(text) /><Change typed /> })
            }
            Err(response) => *response,
        },
    }
}

#[component]
fn Change(typed: Typed) -> impl IntoView {
    let Typed { contact, wishes } = typed;
    view! {
        <form method="post" class="stack">
            <input type="hidden" name="form" value="data" />
            <fieldset class="fieldset">
                <legend>"You"</legend>
                <Line name="first" label="First name" value=contact.first autocomplete="given-name" problems=vec![] />
                <Line name="last" label="Last name" value=contact.last autocomplete="family-name" problems=vec![] />
                <Line name="street" label="House number and street" value=contact.street autocomplete="address-line1" problems=vec![] />
                <Line name="city" label="City" value=contact.city autocomplete="address-level2" problems=vec![] />
                <Line name="state" label="State" value=contact.state autocomplete="address-level1" problems=vec![] />
                <Line name="zip" label="ZIP code" value=contact.zip autocomplete="postal-code" problems=vec![] />
            </fieldset>
            <fieldset class="fieldset">
                <legend>"How you are reached"</legend>
                <TextArea name="emails" label="E-mail addresses" value=contact.emails
                    hint="One a line. To change one, use a code that was sent to it." problems=vec![] />
                <TextArea name="phones" label="Phone numbers" value=contact.phones
                    hint="One a line. To change one, use a code that was sent to it." problems=vec![] />
            </fieldset>
            <fieldset class="fieldset">
                <legend>"What you are looking for"</legend>
                <input type="hidden" name="per" value=wishes.per />
                <Line name="budget_min" label="Budget from, in dollars" value=wishes.budget_min problems=vec![] />
                <Line name="budget_max" label="Budget up to, in dollars" value=wishes.budget_max problems=vec![] />
                <Line name="beds_min" label="Bedrooms from" value=wishes.beds_min problems=vec![] />
                <Line name="beds_max" label="Bedrooms up to" value=wishes.beds_max problems=vec![] />
                <Line name="baths_min" label="Baths from" value=wishes.baths_min problems=vec![] />
                <Line name="areas" label="Places" value=wishes.areas hint="Separated by commas." problems=vec![] />
                <Line name="from" label="You move from" kind="date" value=wishes.from problems=vec![] />
                <Line name="to" label="You move until" kind="date" value=wishes.to problems=vec![] />
            </fieldset>
            <div class="form-actions"><button class="button primary">"Save"</button></div>
        </form>
        <h2>"Something else is wrong"</h2>
        <form method="post" class="stack">
            <input type="hidden" name="form" value="words" />
            <TextArea name="words" label="What is wrong, and what is right"
                hint="A person reads it and has a month to answer." problems=vec![] />
            <div class="form-actions"><button class="button">"Ask for it"</button></div>
        </form>
    }
}
