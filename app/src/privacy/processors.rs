//! Who processes data for this account.

use super::view::ProcessorView;
use leptos::prelude::*;

/// The sub-processors; those that are really used first.
#[component]
pub fn Processors(mut listed: Vec<ProcessorView>) -> impl IntoView {
    listed.sort_by_key(|processor| !processor.in_use);
    let nobody = listed.iter().all(|processor| !processor.in_use).then(|| {
        view! { <p class="muted">"Nobody: no outside service is set up, and nothing leaves this machine."</p> }
    });
    let rows = listed
        .into_iter()
        .map(|processor| {
            let (tone, state) = if processor.in_use { ("chip ok", "In use") } else { ("chip", "Not in use") };
            view! {
                <tr>
                    <th scope="row">{processor.name}</th>
                    <td data-label="State"><span class=tone>{state}</span></td>
                    <td data-label="Does">{processor.role}</td>
                    <td data-label="Gets">{processor.sent}</td>
                    <td data-label="Keeps it">{processor.retention}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <section aria-labelledby="processors">
            <h2 id="processors">"Sub-processors"</h2>
            {nobody}
            <table class="table">
                <caption class="visually-hidden">"Sub-processors"</caption>
                <thead><tr><th>"Who"</th><th>"State"</th><th>"Does"</th><th>"Gets"</th><th>"Keeps it"</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
    .into_any()
}
