//! The first steps of a new account.

use super::view::StepView;
use leptos::prelude::*;
use leptos_router::components::A;

/// Import, write, send a newsletter, and see what privacy means here.
#[component]
pub fn FirstSteps(steps: Vec<StepView>) -> impl IntoView {
    let next = steps.iter().position(|step| !step.done);
    let cards = steps
        .into_iter()
        .enumerate()
        .map(|(at, step)| {
            let class = if next == Some(at) { "button primary small" } else { "button small" };
            view! {
                <li class="card stack tight">
                    <h3>{format!("{}. {}", at + 1, step.title.clone())}</h3>
                    <p class="muted small">{step.text}</p>
                    {if step.done {
                        view! { <p><span class="chip ok">"Done"</span></p> }.into_any()
                    } else {
                        view! { <p><A href=step.href attr:class=class>"Go"<span class="visually-hidden">": "{step.title.clone()}</span></A></p> }.into_any()
                    }}
                </li>
            }
        })
        .collect_view();
    view! {
        <section aria-labelledby="steps-title">
            <h2 id="steps-title">"First steps"</h2>
            <ol class="card-grid" role="list">{cards}</ol>
        </section>
    }
}
