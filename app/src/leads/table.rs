//! The list itself.

use super::{query::ListQuery, view::RowView};
use crate::format;
use leptos::prelude::*;
use leptos_router::components::A;
use realtoros_domain::{
    consent::{Level, Reach},
    ids::LeadId,
};
use std::collections::BTreeSet;

/// The leads of a page, with a box to tick each.
#[component]
pub fn LeadTable(
    rows: Vec<RowView>,
    query: ListQuery,
    selected: RwSignal<BTreeSet<LeadId>>,
) -> impl IntoView {
    let ids: BTreeSet<LeadId> = rows.iter().map(|row| row.id).collect();
    let everyone = ids.clone();
    let all_ticked = move || everyone.is_subset(&selected.get());
    let tick_all = move |on: bool| {
        selected.update(
            |selected| {
                if on { selected.extend(&ids) } else { selected.retain(|id| !ids.contains(id)) }
            },
        );
    };
    // No `A`: it would call every one of these the current page, which they differ from in the query only.
    let head = |column: &'static str, name: &'static str| {
        view! { <th aria-sort=query.aria_sort(column)><a href=query.sorted_by(column).path()>{name}</a></th> }
    };
    view! {
        <div class="wide">
            <table class="table">
                <caption class="visually-hidden">"Leads"</caption>
                <thead>
                    <tr>
                        <th>
                            <input
                                type="checkbox"
                                aria-label="Select all on this page"
                                prop:checked=all_ticked
                                on:change:target=move |event| tick_all(event.target().checked())
                            />
                        </th>
                        {head("name", "Name")}
                        {head("stage", "Stage")}
                        <th>"Contact"</th>
                        <th>"Texts"</th>
                        <th>"Mail"</th>
                        <th>"Tags"</th>
                        {head("updated", "Changed")}
                    </tr>
                </thead>
                <tbody>{rows.into_iter().map(|row| view! { <Line row selected /> }).collect_view()}</tbody>
            </table>
        </div>
    }
}

#[component]
fn Line(row: RowView, selected: RwSignal<BTreeSet<LeadId>>) -> impl IntoView {
    let id = row.id;
    let tick = move |on: bool| {
        selected.update(|selected| {
            if on {
                selected.insert(id)
            } else {
                selected.remove(&id)
            };
        });
    };
    view! {
        <tr>
            <td data-label="Select">
                <input
                    type="checkbox"
                    aria-label=format!("Select {}", row.name)
                    prop:checked=move || selected.get().contains(&id)
                    on:change:target=move |event| tick(event.target().checked())
                />
            </td>
            <th scope="row" class="who">
                <A href=format!("/app/leads/{id}")>{row.name}</A>
                {(!row.source.is_empty()).then(|| view! { <p class="muted small">{row.source}</p> })}
            </th>
            <td data-label="Stage"><span class="stage" data-stage=row.stage.as_str()>{row.stage.label()}</span></td>
            <td data-label="Contact" class="address">{address(&row.contact)}</td>
            <td data-label="Texts"><ReachChip reach=row.texts none="No phone" /></td>
            <td data-label="Mail"><ReachChip reach=row.mail none="No e-mail" /></td>
            <td data-label="Tags" class="tags" title=row.tags.join(", ")>
                {(!row.tags.is_empty()).then(|| {
                    let (shown, more) = tags(&row.tags);
                    view! { <span>{shown}</span> {more} }
                })}
            </td>
            <td data-label="Changed"><time datetime=format::machine(row.changed_at)>{row.changed}</time></td>
        </tr>
    }
}

/// How many tags of a lead are shown.
const TAGS: usize = 2;

/// The first tags, and how many there are beside them.
fn tags(tags: &[String]) -> (String, Option<String>) {
    let shown = tags.iter().take(TAGS).map(String::as_str).collect::<Vec<_>>().join(", ");
    let more = tags.len().saturating_sub(TAGS);
    (shown, (more > 0).then(|| format!(" +{more}")))
}

/// How a lead can be reached on a channel, in a word.
#[component]
pub fn ReachChip(
    reach: Reach,
    /// What is said where there is no number or address.
    none: &'static str,
) -> impl IntoView {
    let word = match reach {
        Reach::Unreachable => none,
        // Under the name of the channel the first word says it.
        Reach::Evidence(Level::ExpressWritten) => "Written",
        other => other.label(),
    };
    view! { <span class=format!("chip {}", reach.tone())>{word}</span> }
}

/// An address that breaks before its domain, if it must.
pub fn address(text: &str) -> impl IntoView + use<> {
    let (name, domain) = text.split_at(text.find('@').unwrap_or(text.len()));
    view! { {name.to_owned()} <wbr /> {domain.to_owned()} }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_tags_are_shown_and_the_others_counted() {
        let all = ["Buyer", "Hyde Park", "VIP", "Zillow"].map(str::to_owned);
        assert_eq!(tags(&all[..2]), ("Buyer, Hyde Park".to_owned(), None));
        assert_eq!(tags(&all), ("Buyer, Hyde Park".to_owned(), Some(" +2".to_owned())));
    }
}
