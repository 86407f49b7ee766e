//! `/me/{token}/erase`: asking the realtor, with a date by which there is an answer; and what every page has on which something
//! is asked for.

use super::{
    frame::page,
    visit::{failed, field, private, required},
};
use crate::{
    public::{Look, document},
    wire::Caller,
};
use axum::{Extension, Form, extract::Path, http::HeaderMap, response::Response};
use leptos::prelude::*;
use realtoros_domain::rights::Kind;
use realtoros_server::privacy::own::{self, Asked};

/// One thing that can be asked, in words.
pub struct Asking {
    /// What it means.
    pub lines: &'static [&'static str],
    /// The word on the button.
    pub button: &'static str,
    /// Its look.
    pub style: &'static str,
}

const TITLE: &str = "Erase my data";
const ERASED: &str = "Your data was erased";

const ERASE: Asking = Asking {
    lines: &[
        "The realtor decides about your data, so the request goes to them; RealtorOS counts the days and reminds them. \
         While their account is being closed it is done at once.",
        "When it is done, the key of your data is destroyed: name, messages, notes and everything made from them cannot \
         be read any more, by anybody. Your links stop working.",
        "What stays is one scrambled mark for each of your addresses, numbers and messages, without your name, whether you \
         asked for no more messages or not. With it you stay away even if somebody brings your address again.",
        "It cannot be undone.",
    ],
    button: "Ask for erasure",
    style: "button danger",
};

/// What erasure means, before it is asked for.
pub async fn show(
    Extension(caller): Extension<Caller>,
    Path(token): Path<String>,
    headers: HeaderMap,
) -> Response {
    if let Err(response) = required(&caller, &token, &headers, "erase").await {
        return *response;
    }
    match waiting(&caller, &token, Kind::Erasure).await {
        Ok(Some(asked)) => page(&token, TITLE, view! { <Waits asked /> }),
        Ok(None) => page(&token, TITLE, view! { <Question asking=&ERASE /> }),
        Err(error) => failed(error),
    }
}

/// Asks for erasure.
pub async fn erase(
    Extension(caller): Extension<Caller>,
    Path(token): Path<String>,
    headers: HeaderMap,
    Form(fields): Form<Vec<(String, String)>>,
) -> Response {
    let who = match required(&caller, &token, &headers, "erase").await {
        Ok(who) => who,
        Err(response) => return *response,
    };
    match own::ask_erasure(&caller.core, &who, &words(&fields)).await {
        Ok(true) => return erased(),
        Ok(false) => {}
        Err(error) => return failed(error),
    }
    match waiting(&caller, &token, Kind::Erasure).await {
        Ok(Some(asked)) => page(&token, TITLE, view! { <Waits asked /> }),
        Ok(None) => page(&token, TITLE, view! { <p>"Your request has been answered already."</p> }),
        Err(error) => failed(error),
    }
}

/// It was done at once. There is no way back: the link has ended.
fn erased() -> Response {
    let content = view! {
        <main id="main" class="prose">
            <h1>{ERASED}</h1>
            <p class="flash ok" role="status">"It was done just now, because the realtor's account is being closed."</p>
            <p>"Your links no longer work. If an e-mail address of yours was known here, a last mail with the number of the deletion is on its way."</p>
        </main>
    };
    private(document(Look::Personal, ERASED, content))
}

/// What the person has added.
pub fn words(fields: &[(String, String)]) -> String {
    field(fields, "words").chars().take(2_000).collect()
}

/// What they have asked for that waits for an answer.
pub async fn waiting(caller: &Caller, token: &str, kind: Kind) -> realtoros_server::Result<Option<Asked>> {
    let standing = own::standing(&caller.core, token).await?;
    Ok(standing.requests.into_iter().find(|asked| asked.kind == kind && asked.state.is_open()))
}

/// What it means, and the way to ask for it.
#[component]
pub fn Question(asking: &'static Asking) -> impl IntoView {
    let lines = asking.lines.iter().map(|line| view! { <li>{*line}</li> }).collect_view();
    view! {
        <ul>{lines}</ul>
        <form method="post" class="stack">
            <div class="field">
                <label for="words">"Anything that you want to add "<span class="optional">"(optional)"</span></label>
                <textarea id="words" name="words" rows="3" maxlength="2000"></textarea>
            </div>
            <div class="form-actions"><button class=asking.style>{asking.button}</button></div>
        </form>
    }
}

/// Since when a request waits, and until when.
#[component]
pub fn Waits(asked: Asked) -> impl IntoView {
    let due = asked.due_on.format("%B %-d, %Y").to_string();
    let since = asked.received_on.format("%B %-d, %Y").to_string();
    view! {
        <p class="flash ok" role="status"><strong>"Your request is in."</strong>" You asked on "{since}"."</p>
        <p>"You get an answer by "<strong>{due}</strong>" at the latest. That date stands in the realtor's register and they are reminded of it."</p>
    }
}
