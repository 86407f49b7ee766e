//! Who will get a newsletter, and who not and why.

use super::{api::newsletter_recipients, views::RecipientsView};
use crate::{
    format::count,
    ui::{Waiting, loaded},
};
use leptos::prelude::*;
use realtoros_domain::ids::NewsletterId;

/// The numbers, and every reason with the first names. Looked up anew when `stored` grows.
#[component]
pub fn RecipientsPanel(id: NewsletterId, stored: RwSignal<u32>) -> impl IntoView {
    let recipients = Resource::new(move || stored.get(), move |_| newsletter_recipients(id));
    view! {
        <section class="card stack tight" aria-label="Recipients">
            <h2>"Who gets it"</h2>
            <Transition fallback=|| view! { <Waiting what="Asking the send gate" /> }>
                {move || Suspend::new(async move { loaded(recipients.await, |found| view! { <Reasons found /> }.into_any()) })}
            </Transition>
        </section>
    }
}

#[component]
fn Reasons(found: RecipientsView) -> impl IntoView {
    let left_out: u64 = found.skipped.iter().map(|skip| skip.count).sum();
    let reasons = found
        .skipped
        .into_iter()
        .map(|skip| {
            let more = skip.count.saturating_sub(skip.names.len() as u64);
            let names = skip.names.join(", ");
            let more = (more > 0).then(|| format!(" and {more} more"));
            view! {
                <li>
                    <strong>{count(skip.count, "lead")}</strong>": "{skip.sentence}
                    <p class="muted small">{names}{more}</p>
                </li>
            }
        })
        .collect_view();
    view! {
        <p><span class="chip ok">{count(found.will_receive, "lead")}" will receive it"</span></p>
        {(left_out > 0).then(|| view! {
            <details class="disclosure" open>
                <summary>{count(left_out, "lead")}" will be skipped"</summary>
                <ul class="stack tight">{reasons}</ul>
            </details>
        })}
        <p class="muted small">"Every mail is checked again at the moment it leaves."</p>
    }
}
