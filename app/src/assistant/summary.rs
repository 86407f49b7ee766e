//! The summary: one paragraph, each sentence with its sources.

use super::view::StatementView;
use leptos::prelude::*;
use realtoros_domain::ids::MessageId;

/// The summary; nothing when there is nothing to sum up.
#[component]
pub fn Summary(statements: Vec<StatementView>, corrected: Option<String>) -> impl IntoView {
    if statements.is_empty() {
        return ().into_any();
    }
    let mut sources: Vec<MessageId> = Vec::new();
    let sentences = statements
        .into_iter()
        .map(|said| {
            let cited = said.messages.into_iter().map(|id| citation(&mut sources, id)).collect_view();
            view! { {said.text} {cited} " " }
        })
        .collect_view();
    view! {
        <p><span class="chip info">"AI generated"</span></p>
        <p>{sentences}</p>
        {corrected.map(|day| view! {
            <p class="flash warn" role="status">
                {format!("May be outdated: something about this person was corrected on {day}, after messages that this rests on.")}
            </p>
        })}
    }
    .into_any()
}

/// A small number that leads to the message; the same message keeps its number.
fn citation(sources: &mut Vec<MessageId>, id: MessageId) -> impl IntoView + use<> {
    let n = sources.iter().position(|known| *known == id).unwrap_or_else(|| {
        sources.push(id);
        sources.len() - 1
    }) + 1;
    view! {
        <sup class="citation"><a href=format!("#m-{id}") aria-label=format!("Source {n}")>{n}</a></sup>
    }
}
