//! The first steps of a new account.

use super::view::StepView;
use leptos::prelude::*;
use leptos_router::components::A;

/// Import, write, send a newsletter, and see what privacy means here.
#[component]
pub fn FirstSteps(steps: Vec<StepView>) -> impl IntoView {
    let next = steps.iter().position(|step| step.done == Some(false));
    let cards = steps
        .into_iter()
        .enumerate()
        .map(|(at, step)| {
            let class = if next == Some(at) { "button primary small" } else { "button small" };
            let title = if step.done.is_some() { format!("{}. {}", at + 1, step.title) } else { step.title };
            view! {
                <li class="card stack tight">
                    <h3>{title}</h3>
                    <p class="muted small">{step.text}</p>
                    {if step.done == Some(true) {
                        view! { <p><span class="chip ok">"Done"</span></p> }.into_any()
                    } else {
                        view! { <p><A href=step.href attr:class=class>{step.verb}</A></p> }.into_any()
                    }}
                </li>
            }
        })
        .collect_view();
    view! {
        <section aria-labelledby="steps-title">
            <h2 id="steps-title">"First steps"</h2>
            <ol class="card-grid first-steps" role="list">{cards}</ol>
        </section>
    }
}
