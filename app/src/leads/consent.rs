//! Consent of a lead, channel by channel, with what it rests on.

use super::lead_view::LeadView;
use leptos::prelude::*;

/// Who may be written to how, and why.
#[component]
pub fn ConsentCard(lead: Signal<LeadView>) -> impl IntoView {
    let channels = move || {
        let channel = |channel: super::lead_view::ChannelView| {
            let sentences =
                channel.sentences.into_iter().map(|text| view! { <li>{text}</li> }).collect_view();
            view! {
                <dt>{channel.name}</dt>
                <dd>
                    <span class=format!("chip {}", channel.tone)>{channel.word}</span>
                    <ul class="small muted">{sentences}</ul>
                </dd>
            }
        };
        lead.get().channels.into_iter().map(channel).collect_view()
    };
    view! {
        <section class="card" aria-labelledby="consent-title">
            <h2 id="consent-title">"Consent"</h2>
            <dl class="dl">{channels}</dl>
        </section>
    }
}
