//! What the dry run found.

use super::view::Found;
use crate::format;
use leptos::prelude::*;

/// Counts with what they mean.
#[component]
pub fn Counts(found: Found) -> impl IntoView {
    let rejected: u64 = found.rejected.iter().map(|(_, n)| n).sum();
    let reasons = found
        .rejected
        .iter()
        .map(|(reason, n)| view! { <li>{format!("{}: {reason}", format::count(*n, "row"))}</li> })
        .collect_view();
    let cards = [
        (found.new, "New leads", "Nobody of that name, address or number is in your list."),
        (
            found.known,
            "Already yours",
            "They are joined to your leads: empty fields are filled, nothing is overwritten.",
        ),
        (found.duplicate, "Twice in the file", "They are joined to the row above that is the same person."),
        (rejected, "Rejected", "They stay out, and can be downloaded afterwards."),
    ];
    let cards = cards
        .map(|(n, title, text)| {
            view! { <div class="card"><h3>{title}</h3><p class="count">{n}</p><p class="muted small">{text}</p></div> }
        })
        .collect_view();
    view! {
        <section class="stack" aria-label="What would happen">
            <div class="card-grid">{cards}</div>
            {(rejected > 0).then(|| view! {
                <details class="disclosure"><summary>"Why rows are rejected"</summary><ul>{reasons}</ul></details>
            })}
            {(found.opted_out > 0).then(|| view! {
                <p class="flash warn" role="status">
                    <strong>{format!("{} with an opt-out. ", format::count(found.opted_out, "row"))}</strong>
                    "The channels that they closed stay closed here: for every row with that number or address, and after an undo too."
                </p>
            })}
            {(found.review > 0).then(|| view! {
                <p class="flash" role="status">
                    <strong>{format!("{} whose notes read like an opt-out. ", format::count(found.review, "row"))}</strong>
                    "Nothing automatic goes to them until you have looked."
                </p>
            })}
            <p class="muted small">
                "An opt-in of another tool proves nothing, so nobody becomes opted in. Only a signed agreement with its words, time and number counts as evidence."
            </p>
        </section>
    }
}
