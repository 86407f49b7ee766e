//! The list of newsletters.

use super::{
    api::{create_newsletter, list_newsletters},
    views::NewsletterRow,
};
use crate::{
    format::{count, day, machine},
    live::Live,
    ui::{Empty, Outcome, PageHead, Waiting, loaded},
};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use realtoros_domain::newsletter::State;

/// Every newsletter with its state and its numbers.
#[component]
pub fn NewslettersPage() -> impl IntoView {
    let live = Live::get();
    let rows = Resource::new(move || live.jobs.get(), |_| list_newsletters());
    let create = Action::new(|(): &()| create_newsletter());
    let navigate = use_navigate();
    Effect::new(move |_| {
        if let Some(Ok(id)) = create.value().get() {
            navigate(&format!("/app/newsletters/{id}"), leptos_router::NavigateOptions::default());
        }
    });
    let new = move || {
        view! { <button class="button primary" disabled=move || create.pending().get() on:click=move |_| { create.dispatch(()); }>"Write a newsletter"</button> }
    };
    view! {
        <PageHead title="Newsletters".to_owned() lede="Written once, personal for each lead, and only to those who may be written to.">
            {new()}
        </PageHead>
        <Outcome value=create.value() />
        <Transition fallback=|| view! { <Waiting what="Loading your newsletters" /> }>
            {move || Suspend::new(async move {
                loaded(rows.await, move |rows| {
                    if rows.is_empty() {
                        view! {
                            <Empty picture="empty-newsletter.svg" title="No newsletters yet" text="Compose one from blocks, look at it as any lead, and send it when you stand behind it.">
                                {new()}
                            </Empty>
                        }
                        .into_any()
                    } else {
                        view! { <Rows rows /> }.into_any()
                    }
                })
            })}
        </Transition>
    }
}

#[component]
fn Rows(rows: Vec<NewsletterRow>) -> impl IntoView {
    let rows = rows
        .into_iter()
        .map(|row| {
            let subject = without_fields(&row.subject);
            let subject = if subject.trim().is_empty() { "No subject yet".to_owned() } else { subject };
            view! {
                <tr>
                    <th scope="row"><a href=format!("/app/newsletters/{}", row.id)>{subject}</a></th>
                    <td data-label="State"><span class=tone(row.state)>{row.state.name()}</span></td>
                    <td data-label="Mails" class="num">{row.made}</td>
                    <td data-label="Skipped" class="num">{count(row.skipped, "lead")}</td>
                    <td data-label="Changed"><time datetime=machine(row.updated_at)>{day(row.updated_at)}</time></td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <table class="table">
            <caption class="visually-hidden">"Newsletters"</caption>
            <thead>
                <tr><th>"Subject"</th><th>"State"</th><th class="num">"Mails"</th><th class="num">"Skipped"</th><th>"Changed"</th></tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

/// A subject for those to whom it is not written: for a field its other words, or a mark of omission.
pub fn without_fields(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, (field, after))) =
        rest.split_once("{{").and_then(|(before, from)| Some((before, from.split_once("}}")?)))
    {
        plain.push_str(before);
        plain.push_str(field.split_once('|').map_or("…", |(_, words)| words.trim()));
        rest = after;
    }
    plain.push_str(rest);
    plain
}

const fn tone(state: State) -> &'static str {
    match state {
        State::Draft => "chip",
        State::Approved | State::Sending => "chip info",
        State::Sent => "chip ok",
        State::Canceled => "chip stop",
    }
}

#[cfg(test)]
mod tests {
    use super::without_fields;

    #[test]
    fn fields_of_a_subject_are_not_shown_as_such() {
        assert_eq!(without_fields("Three houses, {{first_name}}"), "Three houses, …");
        assert_eq!(without_fields("{{first_name|Neighbor}}, look {{"), "Neighbor, look {{");
    }
}
