//! Writing to a lead: what would happen is shown before it happens.

use super::{
    added::{AddedNote, IMPRINT, added_to},
    api::{SendMessage, preview, send_message},
    decision::DecisionLine,
    unsent::{Sent, Unsent, Words},
    view::{ConversationView, DecisionView},
};
use crate::{
    calendar::OfferTimes,
    format,
    live::Live,
    ui::{Outcome, loaded},
};
use leptos::{ev::KeyboardEvent, prelude::*};
use realtoros_domain::Channel;

/// The composer of an open conversation.
#[component]
pub fn Composer(conversation: ConversationView) -> impl IntoView {
    let ConversationView { lead, name, phone, email, send_key, writes_mail, answer_subject, .. } =
        conversation;
    let live = Live::get();
    let by_mail = phone.is_none() || writes_mail && email.is_some();
    let unsent = Unsent::get();
    let first = Words {
        channel: if by_mail { Channel::Email } else { Channel::Sms },
        subject: answer_subject,
        text: String::new(),
        key: unsent.next_key(&send_key),
    };
    // What was typed here before somebody looked elsewhere, if it can still go that way.
    let can_go = |way| if way == Channel::Email { email.is_some() } else { phone.is_some() };
    let Words { channel, subject, text, key } =
        unsent.of(lead).filter(|kept| can_go(kept.channel)).unwrap_or(first);
    let (channel, subject, text) = (RwSignal::new(channel), RwSignal::new(subject), RwSignal::new(text));
    // A message that is sent again is sent once, and the next one is another message.
    let (now, key) = (RwSignal::new(false), RwSignal::new(key));
    Effect::new(move |_| {
        let (channel, subject, text) = (channel.get(), subject.get(), text.get());
        unsent.keep(lead, Words { channel, subject, text, key: key.get() });
    });
    // What it does once the message has left, it does also when somebody has left this conversation by then.
    let sending = Action::new(move |message: &SendMessage| {
        let SendMessage { lead, channel, subject, text, now, key } = message.clone();
        async move {
            let outcome = send_message(lead, channel, subject, text.clone(), now, key.clone()).await;
            if outcome.as_ref().is_ok_and(|outcome| outcome.can_send) {
                unsent.sent(Sent { lead, key, text });
                live.messages.update(|n| *n += 1);
            }
            outcome
        }
    });
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
    let says = move |what: fn(&DecisionView) -> bool| {
        decision.with(|found| matches!(found, Some(Ok(found)) if what(found)))
    };
    let can_send = move || says(|found| found.can_send);
    let can_override = move || says(|found| found.can_override);
    let is_blank = Memo::new(move |_| text.with(|text| text.trim().is_empty()));
    // Follows what is typed; what is asked of the server does not change with every letter.
    let added = Memo::new(move |_| {
        let found = decision.get().and_then(Result::ok)?;
        text.with(|text| added_to(text, found.introduces.as_deref()))
    });
    let whole =
        move || text.with(|text| added.get().map_or_else(|| text.clone(), |added| added.around(text)));
    let adds_imprint = move || !is_blank.get() && says(|found| found.sells_by_mail);
    let send = move || {
        let found = decision.get().and_then(Result::ok).filter(|found| found.can_send);
        found.map_or_else(|| "Send".to_owned(), |found| found.send)
    };
    // What may go out is told once there is something; what may not, before anybody types.
    let told = move || decision.get().filter(|_| !is_blank.get() || !can_send());
    let submit = move || {
        if can_send() && !sending.pending().get_untracked() && !text.get_untracked().trim().is_empty() {
            let (channel, now) = (channel.get_untracked(), now.get_untracked());
            let (subject, text, key) = (subject.get_untracked(), text.get_untracked(), key.get_untracked());
            sending.dispatch(SendMessage { lead, channel, subject, text, now, key });
        }
    };
    // The text stays until it is sent; what is refused can be changed, and what was typed meanwhile is another message.
    Effect::new(move |_| {
        let Some(sent) = unsent.last_sent().filter(|sent| sent.lead == lead) else { return };
        if sent.key != key.get_untracked() {
            return;
        }
        key.set(unsent.next_key(&send_key));
        if text.get_untracked() == sent.text {
            text.set(String::new());
            now.set(false);
        }
    });
    view! {
        <form class="composer" on:submit=move |event| { event.prevent_default(); submit(); }>
            <Ways channel phone email />
            <Inputs channel subject text name submit=Callback::new(move |()| submit()) />
            {move || told().map(|found| loaded(found, |found| view! { <DecisionLine decision=found /> }))}
            <AddedNote added />
            <Show when=adds_imprint><p class="hint">{IMPRINT}</p></Show>
            <Outcome value=sending.value() />
            <footer>
                <button class="button primary" disabled=move || !can_send() || is_blank.get() || sending.pending().get()>
                    {send}
                </button>
                <Show when=move || now.get() || can_override()><Override now /></Show>
                <OfferTimes text />
                <span class="push small muted">{move || counter(channel.get(), &whole())}</span>
            </footer>
        </form>
    }
}

/// By which way it goes.
#[component]
fn Ways(channel: RwSignal<Channel>, phone: Option<String>, email: Option<String>) -> impl IntoView {
    let phone = phone.map(|phone| format::phone(&phone));
    let ways = [(Channel::Sms, "Text", phone), (Channel::Email, "Mail", email)]
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
    view! { <header role="group" aria-label="Channel">{ways}</header> }
}

/// Subject and text. Ctrl or Command with Enter sends.
#[component]
fn Inputs(
    channel: RwSignal<Channel>,
    subject: RwSignal<String>,
    text: RwSignal<String>,
    /// To whom it goes.
    name: String,
    submit: Callback<()>,
) -> impl IntoView {
    view! {
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
                        submit.run(());
                    }
                }
            ></textarea>
        </label>
    }
}

/// Answers in quiet hours, which only a person may (P-54).
#[component]
fn Override(now: RwSignal<bool>) -> impl IntoView {
    view! {
        <button
            type="button"
            class="button quiet"
            aria-pressed=move || now.get().to_string()
            on:click=move |_| now.update(|now| *now = !*now)
        >
            "Ignore quiet hours"
        </button>
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
