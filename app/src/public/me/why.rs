//! `/me/{token}/why`: for each message, on what it rests, who or what caused it, and whether AI helped.

use super::{
    frame::page,
    visit::{failed, proven},
};
use crate::wire::Caller;
use axum::{Extension, extract::Path, http::HeaderMap, response::Response};
use leptos::prelude::*;
use realtoros_server::privacy::own::{self, Why};

/// Every message that left, newest first. Their words are shown after a code only.
pub async fn show(
    Extension(caller): Extension<Caller>,
    Path(token): Path<String>,
    headers: HeaderMap,
) -> Response {
    let told = async {
        let who = proven(&caller, &token, &headers).await?;
        Ok((own::why(&caller.core, &token, who.as_ref()).await?, who.is_some()))
    };
    match told.await {
        Ok((messages, opened)) => {
            page(&token, "Why did I get this?", view! { <All messages opened token=token.clone() /> })
        }
        Err(error) => failed(error),
    }
}

#[component]
fn All(messages: Vec<Why>, opened: bool, token: String) -> impl IntoView {
    if messages.is_empty() {
        return view! { <p>"You have not been sent anything from here yet."</p> }.into_any();
    }
    let closed = (!opened).then(|| {
        let code = format!("/me/{token}/code?next=why");
        view! { <p class="small muted">"The words of the messages are left out. "<a href=code>"Show them after a code"</a></p> }
    });
    let messages =
        messages.into_iter().map(|message| view! { <Message message token=token.clone() /> }).collect_view();
    view! { {closed}<div class="stack">{messages}</div> }.into_any()
}

#[component]
fn Message(message: Why, token: String) -> impl IntoView {
    let Why { day, what, words, cause, ai, basis, agreed, receipt, .. } = message;
    let receipt = receipt.map(|id| {
        let path = format!("/me/{token}/receipts/{id}");
        view! { <dt>"Receipt"</dt><dd><a href=path>"Signed receipt of what it rests on"</a></dd> }
    });
    view! {
        <article class="card">
            <h3>{what}" of "<time datetime=day.to_string()>{day.format("%B %-d, %Y").to_string()}</time></h3>
            {words.map(|words| view! { <p><em>{words}</em></p> })}
            <dl class="dl small">
                <dt>"Who or what"</dt><dd>{cause}</dd>
                <dt>"AI"</dt><dd>{ai}</dd>
                <dt>"On what it rests"</dt><dd>{basis}</dd>
                {agreed.map(|words| view! { <dt>"The words"</dt><dd><q>{words}</q></dd> })}
                {receipt}
            </dl>
        </article>
    }
}
