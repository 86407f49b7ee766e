//! What may be sent, per channel and kind of message.

use super::{api::SetContact, view::ContactView};
use crate::ui::Outcome;
use leptos::prelude::*;
use realtoros_domain::Channel;

/// The switches. What a lead has forbidden stays forbidden, whatever is allowed here.
#[component]
pub fn Contact(mut settings: Vec<ContactView>, action: ServerAction<SetContact>) -> impl IntoView {
    let spoken: Vec<_> = settings.extract_if(.., |setting| setting.channel == Channel::Voice).collect();
    let mut kinds: Vec<String> = Vec::new();
    for setting in &settings {
        if !kinds.contains(&setting.kind) {
            kinds.push(setting.kind.clone());
        }
    }
    let rows = kinds
        .into_iter()
        .map(|kind| {
            let (title, hint) = words(&kind);
            let cells = settings.extract_if(.., |setting| setting.kind == kind).collect::<Vec<_>>();
            let cells = cells.into_iter().map(|setting| view! { <Cell setting title action /> }).collect_view();
            view! { <tr><th scope="row">{title} <br /> <span class="muted small">{hint}</span></th>{cells}</tr> }
        })
        .collect_view();
    view! {
        <section aria-labelledby="contact">
            <h2 id="contact">"Consent settings"</h2>
            <p class="muted">
                "What your account allows itself. The consent of each lead, opt-outs and quiet hours hold besides: this \
                 can only forbid more."
            </p>
            <Outcome value=action.value() />
            <table class="table">
                <caption class="visually-hidden">"Kinds of messages by channel"</caption>
                <thead><tr><th>"Kind"</th><th>"Texts"</th><th>"E-mail"</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
            {spoken.into_iter().map(|setting| view! { <Spoken setting action /> }).collect_view()}
        </section>
    }
    .into_any()
}

/// The one switch of calls (P-49).
#[component]
fn Spoken(setting: ContactView, action: ServerAction<SetContact>) -> impl IntoView {
    view! {
        <h3 id="spoken-messages">"Spoken messages by telephone"</h3>
        <p class="muted">
            "An artificial voice calls and reads out what you wrote. The law asks for the person’s signed agreement first, in \
             words that name automated calls with an artificial voice. Without it no call is placed. A voice that a computer \
             makes counts as artificial, however human it sounds. Off unless you allow it."
        </p>
        <Switch setting title="Spoken messages by telephone".to_owned() action />
    }
}

/// One switch of the table.
#[component]
fn Cell(setting: ContactView, title: &'static str, action: ServerAction<SetContact>) -> impl IntoView {
    let channel_name = if setting.channel == Channel::Sms { "Texts" } else { "E-mail" };
    view! {
        <td data-label=channel_name>
            <Switch setting title=format!("{title}, {channel_name}") action />
        </td>
    }
}

/// One switch: its state in words, and a button that turns it.
#[component]
fn Switch(setting: ContactView, title: String, action: ServerAction<SetContact>) -> impl IntoView {
    let ContactView { channel, kind, allowed } = setting;
    let (tone, state, verb) =
        if allowed { ("chip ok", "Allowed", "Forbid") } else { ("chip stop", "Off", "Allow") };
    let label = format!("{verb}: {title}");
    view! {
        <ActionForm action attr:class="row">
            <input type="hidden" name="channel" value=channel.as_str() />
            <input type="hidden" name="kind" value=kind />
            <input type="hidden" name="allowed" value=(!allowed).to_string() />
            <span class=tone>{state}</span>
            <button class="button small quiet" aria-label=label>{verb}</button>
        </ActionForm>
    }
}

/// A kind of message in plain words.
fn words(kind: &str) -> (&'static str, &'static str) {
    match kind {
        "conversation" => ("Answers", "In a conversation that the lead began."),
        "sales" => ("Follow-ups and offers", "Anything that promotes."),
        "newsletter" => ("Newsletters", "Only to leads who may get them."),
        "reminder" => ("Reminders", "Of appointments that the lead made."),
        _ => ("Messages that go out by themselves", "Nobody looks at them first. Off unless you allow it."),
    }
}
