//! Something may mean stop: only the realtor can tell (P-45).

use super::{api::ResolveHold, view::ConversationView};
use crate::{live::Live, ui::Outcome};
use leptos::prelude::*;

/// How many characters of the doubtful words are quoted.
const QUOTE: usize = 300;

/// Asks the realtor, and lets automation rest until they answer.
#[component]
pub fn HoldQuestion(conversation: ConversationView) -> impl IntoView {
    let ConversationView { lead, email, doubt, doubt_by_mail, .. } = conversation;
    let live = Live::get();
    let resolving = ServerAction::<ResolveHold>::new();
    Effect::new(move |_| {
        if resolving.value().get().is_some_and(|done| done.is_ok()) {
            live.leads.update(|n| *n += 1);
            live.messages.update(|n| *n += 1);
        }
    });
    let answer = move |phone, mail| {
        resolving.dispatch(ResolveHold { lead, phone, mail });
    };
    let quote = doubt.map(|text| {
        let end = if text.chars().count() > QUOTE { "…" } else { "" };
        view! { <blockquote>{text.chars().take(QUOTE).collect::<String>()}{end}</blockquote> }
    });
    view! {
        <section class="decision hold" aria-label="Needs your look">
            <strong>"Does this person want to hear no more?"</strong>
            {quote}
            <span>"Something they said may mean stop. Nothing automatic goes out until you have decided."</span>
            <div class="row">
                <button type="button" class="button small danger" on:click=move |_| answer(!doubt_by_mail, doubt_by_mail)>
                    {if doubt_by_mail { "Yes, stop e-mail" } else { "Yes, stop texts and calls" }}
                </button>
                {email.is_some().then(|| view! {
                    <button type="button" class="button small danger" on:click=move |_| answer(true, true)>
                        "Yes, stop texts, calls and e-mail"
                    </button>
                })}
                <button type="button" class="button small" on:click=move |_| answer(false, false)>"No, go on"</button>
            </div>
            <Outcome value=resolving.value() />
        </section>
    }
}
