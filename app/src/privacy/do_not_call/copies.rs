//! The copies that count.

use super::view::CopyView;
use crate::{format, ui::Empty};
use leptos::prelude::*;

/// Every copy with its last good day, and how many numbers none has seen.
#[component]
pub fn Copies(copies: Vec<CopyView>, unchecked: u64, numbers: u64) -> impl IntoView {
    if copies.is_empty() {
        return view! {
            <Empty
                picture="empty-leads.svg"
                title="No list yet"
                text="Until a number has been compared with the federal list, sales calls and texts to it are refused, unless the person asked, bought or agreed in writing."
            >
                <a class="button" href="#upload">"Upload a list"</a>
            </Empty>
        }
        .into_any();
    }
    let left = (unchecked > 0).then(|| {
        let of = format::count(numbers, "number");
        view! {
            <p class="flash warn">
                {format!("{unchecked} of {of} of your leads never stood in a check of the federal list: they were added later, or have other area codes.")}
            </p>
        }
    });
    let rows = copies.into_iter().map(row).collect_view();
    view! {
        <section class="stack tight" aria-labelledby="lists">
            <h2 id="lists">"Your lists"</h2>
            {left}
            <table class="table">
                <caption class="visually-hidden">"Copies of do-not-call lists, and until when they are good"</caption>
                <thead>
                    <tr>
                        <th scope="col">"List"</th>
                        <th scope="col">"Area codes"</th>
                        <th scope="col">"Downloaded"</th>
                        <th scope="col" class="num">"Checked"</th>
                        <th scope="col" class="num">"Listed"</th>
                        <th scope="col">"State"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
    .into_any()
}

fn row(copy: CopyView) -> impl IntoView {
    view! {
        <tr>
            <th scope="row">{copy.name}</th>
            <td data-label="Area codes">{copy.areas}</td>
            <td data-label="Downloaded">{copy.downloaded}</td>
            <td data-label="Checked" class="num">{copy.checked}</td>
            <td data-label="Listed" class="num">{copy.listed}</td>
            <td data-label="State"><span class=format!("chip {}", copy.tone)>{copy.good}</span></td>
        </tr>
    }
}
