//! Writing to a lead: what would happen is shown before it happens.

use super::{
    api::{SendMessage, preview},
    decision::DecisionLine,
    view::ConversationView,
};
use crate::{
    format,
    live::Live,
    ui::{Outcome, loaded},
};
use leptos::{ev::KeyboardEvent, prelude::*};
use realtoros_domain::Channel;

/// The composer of an open conversation.
#[component]
pub fn Composer(conversation: ConversationView) -> impl IntoView {
    let ConversationView { lead, name, phone, email, send_key, .. } = conversation;
    let live = Live::get();
    let channel = RwSignal::new(if phone.is_some() { Channel::Sms } else { Channel::Email });
    let (subject, text, now) =
        (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(false));
    let sending = ServerAction::<SendMessage>::new();
    // Asked again whenever it may have changed; only the newest answer counts.
    let asking = Action::new(move |(channel, now): &(Channel, bool)| {
        preview(lead, *channel, text.get_untracked(), *now)
    });
    Effect::new(move |_| {
        live.messages.track();
        live.leads.track();
        asking.dispatch((channel.get(), now.get()));
    });
    let decision = asking.value();
    let can_send = move || decision.get().is_some_and(|found| found.is_ok_and(|found| found.can_send));
    let can_override =
        move || decision.get().is_some_and(|found| found.is_ok_and(|found| found.can_override));
    let is_blank = Memo::new(move |_| text.with(|text| text.trim().is_empty()));
    let send = move || {
        let found = decision.get().and_then(Result::ok).filter(|found| found.can_send);
        found.map_or_else(|| "Send".to_owned(), |found| found.send)
    };
    // What may go out is told once there is something; what may not, before anybody types.
    let told = move || decision.get().filter(|_| !is_blank.get() || !can_send());
    let submit = move || {
        if can_send() && !sending.pending().get_untracked() && !text.get_untracked().trim().is_empty() {
            let (channel, now, key) = (channel.get_untracked(), now.get_untracked(), send_key.clone());
            let (subject, text) = (subject.get_untracked(), text.get_untracked());
            sending.dispatch(SendMessage { lead, channel, subject, text, now, key });
        }
    };
    let by_key = submit.clone();
    // The text stays until it is sent; what is refused can be changed.
    Effect::new(move |_| {
        if sending.value().get().is_some_and(|outcome| outcome.is_ok_and(|outcome| outcome.can_send)) {
            text.set(String::new());
            now.set(false);
            live.messages.update(|n| *n += 1);
        }
    });
    let to =
        [(Channel::Sms, "Text", phone.map(|phone| format::phone(&phone))), (Channel::Email, "Mail", email)];
    let ways = to
        .into_iter()
        .filter_map(|(way, word, address)| {
            let address = address?;
            let pressed = move || (channel.get() == way).to_string();
            Some(view! {
                <button type="button" class="button small" aria-pressed=pressed on:click=move |_| channel.set(way)>
                    {format!("{word} to {address}")}
                </button>
            })
        })
        .collect_view();
    view! {
        <form class="composer" on:submit=move |event| { event.prevent_default(); submit(); }>
            <header role="group" aria-label="Channel">{ways}</header>
            <Show when=move || channel.get() == Channel::Email>
                <label>
                    <span class="visually-hidden">"Subject"</span>
                    <input name="subject" placeholder="Subject" bind:value=subject />
                </label>
            </Show>
            <label>
                <span class="visually-hidden">"Message"</span>
                <textarea
                    name="text"
                    rows="3"
                    placeholder=format!("Write to {name}")
                    bind:value=text
                    on:keydown=move |event: KeyboardEvent| {
                        if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
                            by_key();
                        }
                    }
                ></textarea>
            </label>
            {move || told().map(|found| loaded(found, |found| view! { <DecisionLine decision=found /> }))}
            <Outcome value=sending.value() />
            <footer>
                <button class="button primary" disabled=move || !can_send() || is_blank.get() || sending.pending().get()>
                    {send}
                </button>
                <Show when=move || now.get() || can_override()>
                    <button
                        type="button"
                        class="button quiet"
                        aria-pressed=move || now.get().to_string()
                        on:click=move |_| now.update(|now| *now = !*now)
                    >
                        "Ignore quiet hours"
                    </button>
                </Show>
                <span class="push small muted">{move || counter(channel.get(), &text.get())}</span>
            </footer>
        </form>
    }
}

/// How long a text is: over 160 characters it travels in parts.
fn counter(channel: Channel, text: &str) -> String {
    let length = text.chars().count();
    if channel == Channel::Sms && length > 0 { format!("{length} / 160") } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_texts_are_counted() {
        assert_eq!(counter(Channel::Sms, "añb"), "3 / 160");
        assert_eq!(counter(Channel::Sms, ""), "");
        assert_eq!(counter(Channel::Email, "abc"), "");
    }
}
