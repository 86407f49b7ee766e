//! What AI may do, and what it did.

use super::{
    api::{SetAi, SetAiPaused},
    shortened::shortened,
    view::{AiView, CallView},
};
use crate::{format, ui::Outcome};
use leptos::prelude::*;

/// The switch of the account, the leads for whom AI is paused, and every use of AI.
#[component]
pub fn Ai(ai: AiView, switch: ServerAction<SetAi>, pause: ServerAction<SetAiPaused>) -> impl IntoView {
    let (tone, state, verb) =
        if ai.enabled { ("chip ok", "On", "Turn AI off") } else { ("chip stop", "Off", "Turn AI on") };
    let nobody = ai.paused.is_empty().then(|| view! { <p class="muted">"For nobody."</p> });
    let paused = ai
        .paused
        .into_iter()
        .map(|(id, name)| {
            let label = format!("Let AI work for {name} again");
            view! {
                <li>
                    <ActionForm action=pause attr:class="row">
                        <input type="hidden" name="lead" value=id.to_string() />
                        <input type="hidden" name="paused" value="false" />
                        <a href=format!("/app/leads/{id}")>{name}</a>
                        <button class="button small quiet" aria-label=label>"Let it work again"</button>
                    </ActionForm>
                </li>
            }
        })
        .collect_view();
    let unused = ai.calls.is_empty().then(|| view! { <p class="muted">"AI has not been used yet."</p> });
    view! {
        <section class="stack" aria-labelledby="ai">
            <h2 id="ai">"AI"</h2>
            <p>
                "Drafts, summaries, facts and openings of newsletters come from " {ai.provider}
                ". You send; AI never does. What is off stops at once, also what is already waiting."
            </p>
            <Outcome value=switch.value() />
            <Outcome value=pause.value() />
            <ActionForm action=switch attr:class="row">
                <input type="hidden" name="enabled" value=(!ai.enabled).to_string() />
                <span>"AI for your account"</span>
                <span class=tone>{state}</span>
                <button class="button small">{verb}</button>
            </ActionForm>
            <h3>"Paused for"</h3>
            {nobody}
            <ul>{paused}</ul>
            <h3>"What AI did"</h3>
            {unused}
            {shortened(ai.calls, table)}
        </section>
    }
    .into_any()
}

fn table(calls: Vec<CallView>) -> AnyView {
    let rows = calls.into_iter().map(line).collect_view();
    view! {
        <table class="table">
            <caption class="visually-hidden">"Uses of AI"</caption>
            <thead><tr><th>"What"</th><th>"When"</th><th>"Where"</th><th>"Fields used"</th><th>"Outcome"</th></tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn line(call: CallView) -> impl IntoView {
    let what = match call.lead {
        Some(lead) => view! { <a href=format!("/app/leads/{lead}")>{call.what}</a> }.into_any(),
        None => call.what.into_any(),
    };
    let fields = if call.fields.is_empty() { "None".to_owned() } else { call.fields };
    view! {
        <tr>
            <th scope="row">{what}</th>
            <td data-label="When"><time datetime=format::machine(call.at)>{call.when}</time></td>
            <td data-label="Where">{call.provider}</td>
            <td data-label="Fields used">{fields}</td>
            <td data-label="Outcome">{call.outcome}</td>
        </tr>
    }
}
