//! `/me/{token}/receipts`: what a lead agreed to and ended, each with a signed file (P-41).

use super::{
    frame::page,
    visit::{failed, private, required},
};
use crate::wire::Caller;
use axum::{
    Extension,
    extract::Path,
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
};
use leptos::prelude::*;
use realtoros_domain::{Channel, consent::Level};
use realtoros_server::{
    Error,
    consent::{
        Act,
        receipt::{self, Listed},
    },
};
use uuid::Uuid;

/// The list, after a code: the words of an agreement may name the person.
pub async fn list(
    Extension(caller): Extension<Caller>,
    Path(token): Path<String>,
    headers: HeaderMap,
) -> Response {
    let who = match required(&caller, &token, &headers, "receipts").await {
        Ok(who) => who,
        Err(response) => return *response,
    };
    match receipt::receipts(&caller.core, &who.link().scope(), who.lead().id).await {
        Ok(listed) => page(&token, "My consents", view! { <All listed token=token.clone() /> }),
        Err(error) => failed(error),
    }
}

/// One receipt as a file.
pub async fn download(
    Extension(caller): Extension<Caller>,
    Path((token, id)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    let who = match required(&caller, &token, &headers, "receipts").await {
        Ok(who) => who,
        Err(response) => return *response,
    };
    let Ok(id) = id.parse::<Uuid>() else { return failed(Error::NotFound) };
    match receipt::receipt(&caller.core, &who.link().scope(), who.lead().id, id).await {
        Ok(file) => private(
            (
                [
                    (header::CONTENT_TYPE, "application/json".to_owned()),
                    (
                        header::CONTENT_DISPOSITION,
                        format!("attachment; filename=\"consent-receipt-{id}.json\""),
                    ),
                ],
                file,
            )
                .into_response(),
        ),
        Err(error) => failed(error),
    }
}

#[component]
fn All(listed: Vec<Listed>, token: String) -> impl IntoView {
    if listed.is_empty() {
        return view! { <p>"Nothing is on file: you have not agreed to anything here, and ended nothing."</p> }
            .into_any();
    }
    let cards = listed.into_iter().map(|one| view! { <Receipt one token=token.clone() /> }).collect_view();
    view! {
        <p>"Each receipt is a small file that is signed. Anybody can check it with our "<a href="/.well-known/realtoros-keys.json">"public key"</a>", also when this site is gone."</p>
        <div class="stack">{cards}</div>
    }
    .into_any()
}

/// What an entry says, without a consent that nobody gave: whoever writes in may be answered, and has agreed to no more.
fn title(act: Act, level: Level, channel: &str) -> String {
    match (act, level) {
        (Act::Withdrawn, _) => format!("You ended {channel}"),
        (Act::Restored, _) => format!("You allowed {channel} again"),
        (_, Level::Inquiry) => format!("You wrote to us, so we may answer ({channel})"),
        (_, Level::Transaction) => format!("You bought, sold or rented with us, so we may write ({channel})"),
        (_, Level::None) => format!("An entry about {channel}, without an agreement"),
        (_, Level::Express | Level::ExpressWritten) => format!("You allowed {channel}"),
    }
}

#[component]
fn Receipt(one: Listed, token: String) -> impl IntoView {
    let channel = match one.channel {
        Channel::Sms => "text messages",
        Channel::Voice => "calls",
        Channel::Email => "e-mail",
    };
    let title = title(one.act, one.level, channel);
    let file = format!("/me/{token}/receipts/{}", one.id);
    view! {
        <article class="receipt">
            <header><h3>{title}</h3><time datetime=crate::format::machine(one.at)>{crate::format::day(one.at)}</time></header>
            {one.wording.map(|words| view! { <blockquote>{words}</blockquote> })}
            <p><a class="button small" href=file download="">"Signed receipt"</a></p>
        </article>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn p41_only_an_agreement_is_called_one() {
        let cases = [
            (Act::Given, Level::Inquiry, "You wrote to us, so we may answer (text messages)"),
            (Act::Given, Level::Express, "You allowed text messages"),
            (Act::Given, Level::ExpressWritten, "You allowed text messages"),
            (Act::Restored, Level::None, "You allowed text messages again"),
            (Act::Withdrawn, Level::None, "You ended text messages"),
        ];
        for (act, level, expected) in cases {
            assert_eq!(title(act, level, "text messages"), expected);
        }
        for level in [Level::None, Level::Inquiry, Level::Transaction] {
            assert!(!title(Act::Given, level, "calls").contains("allowed"), "{level:?}");
        }
    }
}
