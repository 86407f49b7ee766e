//! Offering times in a message.

use super::api::{can_offer, offer_times};
use crate::ui::Outcome;
use leptos::prelude::*;

/// A button that adds two or three free times to `text`; absent while no calendar is connected.
#[component]
pub fn OfferTimes(text: RwSignal<String>) -> impl IntoView {
    let can = Action::new(|(): &()| can_offer());
    // Asked in the browser only: whoever reads without a script cannot press it either.
    Effect::new(move |_| {
        can.dispatch(());
    });
    let offer = Action::new(|(): &()| offer_times());
    Effect::new(move |_| {
        if let Some(Ok(words)) = offer.value().get() {
            text.update(|text| *text = with_offer(text, &words));
        }
    });
    view! {
        <Show when=move || matches!(can.value().get(), Some(Ok(true)))>
            <button
                type="button"
                class="button quiet"
                disabled=move || offer.pending().get()
                on:click=move |_| { offer.dispatch(()); }
            >
                "Offer times"
            </button>
            <Outcome value=offer.value() />
        </Show>
    }
}

/// `text` with the sentence behind it, once: pressed again, the same times are not there twice.
fn with_offer(text: &str, words: &str) -> String {
    let text = text.trim_end();
    if text.contains(words) {
        return text.to_owned();
    }
    if text.is_empty() { words.to_owned() } else { format!("{text} {words}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn p22_times_are_added_once_behind_what_is_written() {
        let words = "I am free Tue Dec 1 at 10:00 AM.";
        assert_eq!(with_offer("", words), words);
        assert_eq!(with_offer("Shall we meet? \n", words), format!("Shall we meet? {words}"));
        let once = with_offer("Shall we meet?", words);
        assert_eq!(with_offer(&once, words), once);
    }
}
