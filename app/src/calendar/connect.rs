//! Connecting a calendar, what is connected, and ending it.

use super::{
    api::Disconnect,
    view::{ChoiceView, ConnectionView},
};
use leptos::prelude::*;

/// What we never do, whatever is connected.
pub const NEVER: &str = "RealtorOS only reads when you are busy. It makes no events, changes nothing in your calendar and \
                         keeps no titles, places or guests.";

/// Providers to connect, each with what will be asked for. Connecting leaves the application.
#[component]
pub fn Choices(choices: Vec<ChoiceView>) -> impl IntoView {
    choices
        .into_iter()
        .map(|choice| {
            let action = if choice.closed.is_empty() {
                let label = format!("Connect {} Calendar", choice.provider);
                view! { <a class="button primary" rel="external" href=choice.href>{label}</a> }.into_any()
            } else {
                view! { <p class="flash warn">{choice.closed}</p> }.into_any()
            };
            view! {
                <article class="card stack tight">
                    <h3>{choice.provider}</h3>
                    <p>{choice.words}</p>
                    <p class="small muted">"Permission: "<code class="breaks">{choice.scope}</code></p>
                    <div class="row">{action}</div>
                </article>
            }
        })
        .collect_view()
}

/// What is connected, or was until the provider ended it.
#[component]
pub fn Connections(connections: Vec<ConnectionView>, end: ServerAction<Disconnect>) -> impl IntoView {
    connections.into_iter().map(|it| view! { <One connection=it end /> }).collect_view()
}

#[component]
fn One(connection: ConnectionView, end: ServerAction<Disconnect>) -> impl IntoView {
    let ConnectionView { id, provider, address, scopes, since, read, ended, by_hand, also } = connection;
    let is_over = !ended.is_empty();
    let state = if is_over {
        let why = format!(
            "{provider} ended this connection on {ended}: perhaps you took the permission back, or changed your password. \
             Connect it again, or remove it."
        );
        view! { <p class="flash warn" role="alert">{why}</p> }.into_any()
    } else {
        let read = if read.is_empty() { "not yet".to_owned() } else { read };
        view! { <p class="small muted">{format!("Connected {since}. Busy times last read: {read}.")}</p> }
            .into_any()
    };
    let scopes = scopes
        .into_iter()
        .map(|(words, scope)| view! { <li>{words}" "<code class="breaks small">{scope}</code></li> })
        .collect_view();
    let also = (!also.is_empty()).then(|| {
        view! { <p class="small">{format!("This connection serves your {also} too. Disconnecting ends both.")}</p> }
    });
    let by_hand = (!by_hand.is_empty()).then(|| {
        view! {
            <p class="small">
                {format!("{provider} has no way for us to end the permission itself. After disconnecting we keep nothing that \
                          could use it; to end it there as well, open ")}
                <a href=by_hand.clone() rel="external noreferrer">{by_hand.clone()}</a>" and remove RealtorOS."
            </p>
        }
    });
    view! {
        <article class="card stack tight">
            <h3>{format!("{provider}: {address}")}</h3>
            {state}
            <ul>{scopes}</ul>
            {also}
            {by_hand}
            <ActionForm action=end>
                <input type="hidden" name="id" value=id.to_string() />
                <button class="button small" disabled=end.pending()>
                    {if is_over { format!("Remove {provider}") } else { format!("Disconnect {provider}") }}
                </button>
            </ActionForm>
        </article>
    }
}
