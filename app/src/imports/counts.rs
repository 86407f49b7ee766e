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
    let figures = [
        (found.new, "New leads", "not in your list yet"),
        (found.known, "Already yours", "empty fields are filled, nothing is overwritten"),
        (found.duplicate, "Twice in the file", "joined to the row above"),
        (rejected, "Rejected", "can be downloaded afterwards"),
    ];
    let figures = figures
        .map(|(n, name, text)| {
            view! { <div><dt>{name}</dt><dd>{n}</dd><dd class="change">{text}</dd></div> }
        })
        .collect_view();
    view! {
        <section class="stack" aria-label="What would happen">
            <dl class="kpi">{figures}</dl>
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
            {(found.messages + found.listings > 0).then(|| view! {
                <p class="flash" role="status">
                    {format!(
                        "Messages, calls and notes that come along: {}. Listings: {}.",
                        found.messages, found.listings
                    )}
                </p>
            })}
            <p class="muted small">
                "An opt-in of another tool proves nothing, so nobody becomes opted in. Only a signed agreement with its words, time and number counts as evidence."
            </p>
        </section>
    }
}
