//! Connecting the mailbox that leads answer to.

use super::{
    api::{DisconnectMailbox, show_mailboxes},
    view::{ChoiceView, MailboxView, MailboxesView},
};
use crate::{
    connecting::{CameBack, Words},
    live::{Live, ask_again_while},
    ui::{Outcome, Waiting, loaded},
};
use leptos::prelude::*;

/// What is read, and what is not.
const ONLY: &str = "Connect the mailbox that your leads answer to. We look only at who a mail is from, and read and keep a \
                    mail only when it is from one of your leads. “Unsubscribe” or “stop texting me” then counts at once. \
                    Only your inbox is looked at: mail that a rule moves elsewhere is not seen. \
                    Nothing is sent from your mailbox, and nothing in it is changed.";

/// What is said of a mailbox after coming back from its provider.
static WORDS: Words = Words {
    connected: "Connected. Your leads’ mails of the last days come in within a few minutes.",
    reduced: "You did not allow us to read mail, so the mailbox stays off. Nothing was kept. To use it, connect again and \
              leave that box checked.",
    narrowed: "Connected. Your calendar is not read any more: this time you did not allow it. Connect it again on the page \
               of the calendar.",
    nameless: "The provider did not tell whose mailbox it is, so nothing was connected. Please try again.",
    failed: "The mailbox could not be connected. Nothing was kept. Please try again.",
};

/// The section of the settings.
#[component]
pub fn Mailboxes() -> impl IntoView {
    let live = Live::get();
    let end = ServerAction::<DisconnectMailbox>::new();
    let again = RwSignal::new(0_u32);
    let found =
        Resource::new(move || (end.version().get(), live.jobs.get(), again.get()), |_| show_mailboxes());
    let is_new = |view: MailboxesView| view.connected.iter().any(|mailbox| mailbox.is_new);
    ask_again_while(move || found.get().is_some_and(|view| view.is_ok_and(is_new)), again);
    let show = move |view| loaded(view, |view| view! { <Section view end /> });
    view! {
        <section class="card stack" aria-labelledby="mailbox">
            <h2 id="mailbox">"Answers by e-mail"</h2>
            <p class="muted">{ONLY}</p>
            <CameBack words=&WORDS />
            <Outcome value=end.value() done="Disconnected. What let us read your mail is deleted here." />
            <Transition fallback=|| view! { <Waiting what="Looking at your mailboxes" /> }>
                {move || found.get().map(show)}
            </Transition>
        </section>
    }
}

#[component]
fn Section(view: MailboxesView, end: ServerAction<DisconnectMailbox>) -> impl IntoView {
    let MailboxesView { connected, choices } = view;
    let nothing = (connected.is_empty() && choices.is_empty()).then(|| {
        let words = "No mailbox can be connected here: whoever runs this installation has set up neither Google nor \
                     Microsoft. If a lead asks you by mail to stop, write it in a note, and it is honored at once.";
        view! { <p>{words}</p> }
    });
    view! {
        {nothing}
        {connected.into_iter().map(|mailbox| view! { <Connected mailbox end /> }).collect_view()}
        {choices.into_iter().map(|choice| view! { <Choice choice /> }).collect_view()}
    }
}

#[component]
fn Connected(mailbox: MailboxView, end: ServerAction<DisconnectMailbox>) -> impl IntoView {
    let MailboxView { id, provider, address, state, tone, lost, by_hand, serves_calendar, .. } = mailbox;
    let class = if tone.is_empty() { "small muted".to_owned() } else { format!("flash {tone}") };
    let calendar = serves_calendar.then(|| {
        view! { <p class="small">"This connection serves your calendar too. Disconnecting ends both."</p> }
    });
    let by_hand = (!by_hand.is_empty()).then(|| {
        view! {
            <p class="small">
                {format!("{provider} has no way for us to end the permission itself. To end it there as well, open ")}
                <a href=by_hand.clone() rel="external noreferrer">{by_hand.clone()}</a>" and remove RealtorOS."
            </p>
        }
    });
    view! {
        <article class="stack tight">
            <h3>{format!("{provider}: {address}")}</h3>
            <p class=class>{state}</p>
            {(!lost.is_empty()).then(|| view! { <p class="flash warn">{lost}</p> })}
            {calendar}
            {by_hand}
            <ActionForm action=end>
                <input type="hidden" name="id" value=id.to_string() />
                <button class="button small" disabled=end.pending()>{format!("Disconnect the mailbox at {provider}")}</button>
            </ActionForm>
        </article>
    }
}

/// A provider to connect. Connecting leaves the application.
#[component]
fn Choice(choice: ChoiceView) -> impl IntoView {
    let ChoiceView { provider, href, scope, closed } = choice;
    if !closed.is_empty() {
        return view! { <p class="flash warn">{closed}</p> }.into_any();
    }
    view! {
        <div class="stack tight">
            <div class="row">
                <a class="button" rel="external" href=href>{format!("Connect your mailbox at {provider}")}</a>
            </div>
            <p class="small muted">"Permission: "<code class="breaks">{scope}</code></p>
        </div>
    }
    .into_any()
}
