//! Who saw what.

use super::view::HistoryView;
use crate::format;
use leptos::prelude::*;

/// The newest lines of the account's chain, in plain words.
#[component]
pub fn History(events: Vec<HistoryView>) -> impl IntoView {
    let rows = events
        .into_iter()
        .map(|event| {
            let what = match event.lead {
                Some(lead) => view! { <a href=format!("/app/leads/{lead}")>{event.what}</a> }.into_any(),
                None => event.what.into_any(),
            };
            view! {
                <tr>
                    <td data-label="Number" class="num">{event.seq}</td>
                    <th scope="row">{event.who}</th>
                    <td data-label="Did">{what}</td>
                    <td data-label="When"><time datetime=format::machine(event.at)>{format::day(event.at)}</time></td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <section aria-labelledby="history">
            <h2 id="history">"Who saw what"</h2>
            <p class="muted">"The record is chained: a line that is changed or taken out is found."</p>
            <table class="table">
                <caption class="visually-hidden">"Who did what, newest first"</caption>
                <thead><tr><th class="num">"No."</th><th>"Who"</th><th>"Did"</th><th>"When"</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
    .into_any()
}
