//! The page of the calendar.

use super::{
    api::{Disconnect, show_calendar},
    connect::{Choices, Connections, NEVER},
    days::Days,
    view::CalendarView,
};
use crate::{
    connecting::{CameBack, Words},
    live::{Live, ask_again_while},
    ui::{Empty, Outcome, PageHead, Waiting, loaded},
};
use leptos::prelude::*;

/// What is said of a calendar after coming back from its provider.
static WORDS: Words = Words {
    connected: "Connected.",
    reduced: "You did not allow us to see when you are busy, so the calendar stays off. Nothing was kept. To use it, \
              connect again and leave that box checked.",
    narrowed: "Connected. Your mailbox is not read any more: this time you did not allow it. Connect it again in Settings.",
    nameless: "The provider did not tell whose calendar it is, so nothing was connected. Please try again.",
    failed: "The calendar could not be connected. Nothing was kept. Please try again.",
};

/// When the member is busy and free, and what tells it.
#[component]
pub fn CalendarPage() -> impl IntoView {
    let live = Live::get();
    let (days, again) = (RwSignal::new(7_u64), RwSignal::new(0_u32));
    let end = ServerAction::<Disconnect>::new();
    let found = Resource::new(
        move || (days.get(), end.version().get(), live.jobs.get(), again.get()),
        |(days, ..)| show_calendar(days),
    );
    let is_new = |view: &CalendarView| view.is_connected && view.days.is_empty() && view.trouble.is_empty();
    ask_again_while(move || found.get().is_some_and(|view| view.is_ok_and(|view| is_new(&view))), again);
    let ended = move || {
        end.value()
            .get()
            .and_then(Result::ok)
            .map(|words| view! { <p class="flash ok" role="status">{words}</p> })
    };
    let show = move |view| loaded(view, |view| view! { <Calendar view end days /> });
    view! {
        <PageHead title="Calendar".to_owned() lede="When you are busy, and times that you can offer." />
        <CameBack words=&WORDS />
        <div aria-live="polite">{ended}</div>
        <Outcome value=end.value() />
        <Transition fallback=|| view! { <Waiting what="Loading your calendar" /> }>
            {move || found.get().map(show)}
        </Transition>
    }
}

#[component]
fn Calendar(view: CalendarView, end: ServerAction<Disconnect>, days: RwSignal<u64>) -> impl IntoView {
    let CalendarView { connections, choices, still_to_revoke, days: shown, is_connected, trouble } = view;
    let is_new = trouble.is_empty();
    let has_choices = !choices.is_empty();
    let has_connections = !connections.is_empty();
    let waiting = (!still_to_revoke.is_empty()).then(|| {
        let words = format!(
            "{} has not confirmed yet that our access has ended. We keep telling it; nothing is read meanwhile.",
            still_to_revoke.join(" and ")
        );
        view! { <p class="flash warn">{words}</p> }
    });
    let empty = (!has_connections).then(|| {
        let text = if has_choices {
            "Connect your calendar to see when you are free, and to offer times in a message with one click."
        } else {
            "No calendar can be connected here: whoever runs this installation has set up neither Google nor Microsoft."
        };
        view! { <Empty picture="empty-inbox.svg" title="No calendar connected" text /> }
    });
    let next = (is_connected && (is_new || !shown.is_empty())).then(|| view! { <Next shown days /> });
    view! {
        <div class="stack loose">
            {waiting}
            {(!is_new).then(|| view! { <p class="flash warn">{trouble}</p> })}
            {empty}
            {next}
            {has_connections.then(|| view! {
                <section class="stack" aria-labelledby="connected">
                    <h2 id="connected">"Connected"</h2>
                    <div class="card-grid"><Connections connections end /></div>
                </section>
            })}
            {has_choices.then(|| view! {
                <section class="stack" aria-labelledby="connect">
                    <h2 id="connect">"Connect a calendar"</h2>
                    <div class="card-grid"><Choices choices /></div>
                </section>
            })}
            <p class="small muted">{NEVER}</p>
        </div>
    }
}

/// The next days, and how many.
#[component]
fn Next(shown: Vec<super::view::DayView>, days: RwSignal<u64>) -> impl IntoView {
    let choice = move |n: u64, words: &'static str| {
        let pressed = move || (days.get() == n).to_string();
        view! { <button type="button" class="button small" aria-pressed=pressed on:click=move |_| days.set(n)>{words}</button> }
    };
    let list = if shown.is_empty() {
        view! { <p class="muted" role="status">"Your calendar is being read for the first time. This takes a moment."</p> }
            .into_any()
    } else {
        view! { <ol class="days"><Days days=shown /></ol> }.into_any()
    };
    view! {
        <section class="stack" aria-labelledby="next-days">
            <div class="row">
                <h2 id="next-days">"The next days"</h2>
                <div class="row push" role="group" aria-label="How many days">{choice(7, "7 days")}{choice(14, "14 days")}</div>
            </div>
            <p class="small muted">"Free times are Monday to Saturday, 9:00 AM to 6:00 PM in your time zone."</p>
            {list}
        </section>
    }
}
