//! What is held, by category of the policy.

use super::view::HeldView;
use leptos::prelude::*;

/// One card for each category.
#[component]
pub fn Held(held: Vec<HeldView>) -> impl IntoView {
    let cards = held.into_iter().map(card).collect_view();
    view! {
        <section aria-labelledby="held">
            <h2 id="held">"What is held"</h2>
            <div class="privacy-grid">{cards}</div>
        </section>
    }
    .into_any()
}

fn card(held: HeldView) -> impl IntoView {
    let tables = held.tables.into_iter().filter(|(_, rows)| *rows > 0);
    let tables =
        tables.map(|(title, rows)| view! { <dt>{title}</dt><dd class="num">{rows}</dd> }).collect_view();
    let reasons = held.reasons.into_iter().map(|reason| view! { <li>{reason}</li> }).collect_view();
    let retention =
        held.retention.into_iter().map(|term| view! { <p class="retention">{term}</p> }).collect_view();
    let noun = if held.rows == 1 { "record" } else { "records" };
    view! {
        <article class="card">
            <h3>{held.title}</h3>
            <p class="count">{held.rows} " " <span>{noun}</span></p>
            <dl class="dl small">{tables}</dl>
            <ul>{reasons}</ul>
            {retention}
        </article>
    }
}
