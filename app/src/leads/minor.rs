//! A lead who may be under 18: somebody has to look (P-68).

use super::{lead_api::NotAMinor, lead_view::LeadView};
use crate::{live::Live, ui::Outcome};
use leptos::prelude::*;

/// The question, with its two ways out: not a minor, or erase.
#[component]
pub fn MinorBanner(lead: Signal<LeadView>, erase: Callback<()>) -> impl IntoView {
    let live = Live::get();
    let answering = ServerAction::<NotAMinor>::new();
    Effect::new(move |_| {
        if answering.value().get().is_some_and(|outcome| outcome.is_ok()) {
            live.leads.update(|n| *n += 1);
        }
    });
    view! {
        <section class="decision hold" aria-label="May be a minor">
            <strong>"This person may be under 18."</strong>
            <span>
                "Something they wrote says so. The service is not for minors, so nothing automatic is sent and the assistant waits. If they are \
                 a minor, erase what is kept about them."
            </span>
            <div class="row">
                <button type="button" class="button small" on:click=move |_| { answering.dispatch(NotAMinor { id: lead.read_untracked().id }); }>
                    "Not a minor"
                </button>
                <button type="button" class="button small danger" on:click=move |_| erase.run(())>"Erase…"</button>
            </div>
            <Outcome value=answering.value() />
        </section>
    }
}
