//! The line that says what would happen to a message, with every step of the gate.

use super::view::DecisionView;
use leptos::prelude::*;
use leptos_router::components::A;

/// The decision before sending.
#[component]
pub fn DecisionLine(decision: DecisionView) -> impl IntoView {
    let steps = decision
        .steps
        .into_iter()
        .map(|(mark, words)| view! { <li data-result=mark>{words}</li> })
        .collect_view();
    view! {
        <div class=format!("decision {}", decision.tone) role="status">
            <strong>{decision.headline}</strong>
            {(!decision.reason.is_empty()).then(|| view! { <span>{decision.reason}</span> })}
            {decision.remedy.map(|(address, words)| view! { <A href=address>{words}</A> })}
            <details>
                <summary>"How this was decided"</summary>
                <ol>{steps}</ol>
            </details>
        </div>
    }
}
