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
    let (shown, folded) = split(&entry.text, entry.is_newsletter);
    let text = match (shown.to_owned(), folded.to_owned()) {
        (shown, folded) if folded.is_empty() => shown.into_any(),
        (shown, folded) if shown.is_empty() => {
            view! { <details><summary>"Show the text"</summary>{folded}</details> }.into_any()
        }
        (shown, folded) => {
            view! { <details class="long"><summary>{shown}</summary>{folded}</details> }.into_any()
        }
    };
    view! {
        <li class=format!("entry {}", entry.side) id=format!("m-{id}")>
            <p class="meta">
                {entry.channel}
                <time datetime=format::machine(entry.at)>{entry.when}</time>
                {(!entry.label.is_empty()).then(|| view! { <span class="chip info">{entry.label}</span> })}
                {(!entry.state.is_empty()).then(|| view! { <span class=format!("chip {}", entry.tone)>{entry.state}</span> })}
            </p>
            <div class="bubble">
                {entry.subject.map(|subject| view! { <strong>{subject}"\n"</strong> })}
                {text}
            </div>
            {remarks}
            {(!entry.why.is_empty()).then(|| view! {
                <details class="small muted">
                    <summary>{if entry.is_stopped { "Why was this not sent?" } else { "Why did this go out?" }}</summary>
                    {entry.why}
                </details>
            })}
            {by_hand}
        </li>
    }
    .into_any()
}

/// How many characters of a text show before the rest is folded.
const LONG: usize = 600;
/// How many of a longer one show.
const FIRST: usize = 240;

/// What of a text shows, and what is folded: all of a newsletter, and of a long text what is not in its first lines.
fn split(text: &str, is_newsletter: bool) -> (&str, &str) {
    let cut = match text.char_indices().nth(FIRST) {
        _ if is_newsletter => 0,
        Some((cut, _)) if text.chars().count() > LONG => {
            text[..cut].rfind(char::is_whitespace).unwrap_or(cut)
        }
        _ => text.len(),
    };
    text.split_at(cut)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn newsletters_and_what_is_long_are_folded() {
        assert_eq!(split("Hello", false), ("Hello", ""));
        assert_eq!(split("Hello", true), ("", "Hello"));
        let long = "añb ".repeat(200);
        let (shown, folded) = split(&long, false);
        assert_eq!((shown.chars().count(), format!("{shown}{folded}")), (239, long.clone()));
    }
}
