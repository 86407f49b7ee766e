//! API tokens.

use super::{
    api::{CreateToken, RevokeToken},
    view::TokenView,
};
use crate::{
    format::{day, machine},
    ui::Outcome,
};
use leptos::prelude::*;

/// The account's API tokens. A new one is shown once.
#[component]
pub fn Tokens(
    tokens: Vec<TokenView>,
    create: ServerAction<CreateToken>,
    revoke: ServerAction<RevokeToken>,
) -> impl IntoView {
    let table = if tokens.is_empty() {
        view! { <p class="muted">"No tokens yet."</p> }.into_any()
    } else {
        let rows = tokens.into_iter().map(|token| row(&token, revoke)).collect_view();
        view! {
            <table class="table">
                <caption class="visually-hidden">"API tokens"</caption>
                <thead><tr><th scope="col">"Made"</th><th scope="col">"Last used"</th><th scope="col">"Action"</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        }
        .into_any()
    };
    let made = move || create.value().get().and_then(Result::ok);
    view! {
        <section class="card" aria-labelledby="tokens">
            <h2 id="tokens">"API tokens"</h2>
            <p class="muted">"A program with a token can do what you can. Revoke a token that you no longer use."</p>
            <div aria-live="polite">
                {move || made().map(|secret| view! {
                    <div class="flash ok" role="status">
                        <strong>"Copy your new token now; it is not shown again."</strong>
                        <code>{secret}</code>
                    </div>
                })}
            </div>
            {table}
            <Outcome value=revoke.value() done="The token no longer works." />
            <ActionForm action=create>
                <button class="button">"Create a token"</button>
            </ActionForm>
        </section>
    }
}

fn row(token: &TokenView, revoke: ServerAction<RevokeToken>) -> impl IntoView + use<> {
    let used = token.last_used_at.map_or_else(|| "Never".to_owned(), day);
    let made = day(token.created_at);
    let label = format!("Revoke the token of {made}");
    let (id, datetime) = (token.id.to_string(), machine(token.created_at));
    view! {
        <tr>
            <td data-label="Made"><time datetime=datetime>{made}</time></td>
            <td data-label="Last used">{used}</td>
            <td data-label="Action">
                <ActionForm action=revoke>
                    <input type="hidden" name="id" value=id />
                    <button class="button small danger" aria-label=label>"Revoke"</button>
                </ActionForm>
            </td>
        </tr>
    }
}
