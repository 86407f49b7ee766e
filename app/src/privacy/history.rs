//! Who saw what.

use super::{shortened::shortened, view::HistoryView};
use crate::format;
use leptos::prelude::*;

/// The newest lines of the account's chain, in plain words.
#[component]
pub fn History(events: Vec<HistoryView>) -> impl IntoView {
    view! {
        <section aria-labelledby="history">
            <h2 id="history">"Who saw what"</h2>
            <p class="muted">"The record is chained: a line that is changed or taken out is found."</p>
            {shortened(events, table)}
        </section>
    }
    .into_any()
}

fn table(events: Vec<HistoryView>) -> AnyView {
    let rows = events.into_iter().map(line).collect_view();
    view! {
        <table class="table">
            <caption class="visually-hidden">"Who did what, newest first"</caption>
            <thead><tr><th class="num">"No."</th><th>"Who"</th><th>"Did"</th><th>"When"</th></tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn line(event: HistoryView) -> impl IntoView {
    let what = match event.times {
        1 => event.what,
        times => format!("{}, {times} times", event.what),
    };
    let what = match event.lead {
        Some(lead) => view! { <a href=format!("/app/leads/{lead}")>{what}</a> }.into_any(),
        None => what.into_any(),
    };
    view! {
        <tr>
            <td data-label="Number" class="num">{event.seq}</td>
            <th scope="row">{event.who}</th>
            <td data-label="Did">{what}</td>
            <td data-label="When"><time datetime=format::machine(event.at)>{event.when}</time></td>
        </tr>
    }
}
