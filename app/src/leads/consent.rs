//! Consent of a lead, channel by channel, with what it rests on.

use super::lead_view::LeadView;
use leptos::prelude::*;
use leptos_router::components::A;

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
    let registry = move || {
        let said = lead.get().registry.into_iter().map(|text| view! { <li>{text}</li> }).collect_view();
        let has_number = lead.with(|lead| !lead.registry.is_empty());
        has_number.then(|| {
            view! {
                <dt>"Do-not-call lists"</dt>
                <dd>
                    <ul class="small muted">{said}</ul>
                    <A href="/app/privacy/do-not-call" attr:class="small">"Check numbers"</A>
                </dd>
            }
        })
    };
    view! {
        <section class="card" aria-labelledby="consent-title">
            <h2 id="consent-title">"Consent"</h2>
            <dl class="dl">{channels}{registry}</dl>
        </section>
    }
}
