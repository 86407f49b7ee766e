//! One entry of a timeline.

use super::{
    api::{Discard, Resend},
    draft::DraftCard,
    view::EntryView,
};
use crate::{format, live::Live, ui::Outcome};
use leptos::prelude::*;

/// A text, a mail, a note or a draft.
#[component]
pub fn Entry(entry: EntryView) -> impl IntoView {
    if let Some(draft) = entry.draft.clone() {
        return view! { <li><DraftCard entry draft /></li> }.into_any();
    }
    let id = entry.id;
    let by_hand = (entry.can_resend || entry.can_cancel)
        .then(|| view! { <ByHand id can_resend=entry.can_resend can_cancel=entry.can_cancel /> });
    let remarks =
        entry.remarks.into_iter().map(|remark| view! { <p class="small muted">{remark}</p> }).collect_view();
    view! {
        <li class=format!("entry {}", entry.side) id=format!("m-{id}")>
            <p class="meta">
                {entry.channel}
                <time datetime=format::machine(entry.at)>{entry.when}</time>
                {(entry.automatic && entry.side == "out").then(|| view! { <span class="chip info">"Automatic"</span> })}
                {(!entry.state.is_empty()).then(|| view! { <span class=format!("chip {}", entry.tone)>{entry.state}</span> })}
            </p>
            <div class="bubble">
                {entry.subject.map(|subject| view! { <strong>{subject}"\n"</strong> })}
                {entry.text}
            </div>
            {remarks}
            {(!entry.why.is_empty()).then(|| view! {
                <details class="small muted"><summary>"Why did this go out?"</summary>{entry.why}</details>
            })}
            {by_hand}
        </li>
    }
    .into_any()
}

/// What a person can do with a message that is stuck.
#[component]
fn ByHand(id: realtoros_domain::ids::MessageId, can_resend: bool, can_cancel: bool) -> impl IntoView {
    let live = Live::get();
    let (resending, canceling) = (ServerAction::<Resend>::new(), ServerAction::<Discard>::new());
    Effect::new(move |_| {
        if resending.value().get().is_some() || canceling.value().get().is_some() {
            live.messages.update(|n| *n += 1);
        }
    });
    view! {
        <div class="row">
            {can_resend.then(|| view! {
                <button class="link-button" on:click=move |_| { resending.dispatch(Resend { id }); }>"Send again"</button>
            })}
            {can_cancel.then(|| view! {
                <button class="link-button" on:click=move |_| { canceling.dispatch(Discard { id }); }>"Take back"</button>
            })}
        </div>
        <Outcome value=resending.value() />
        <Outcome value=canceling.value() />
    }
}
