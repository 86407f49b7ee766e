//! The list itself.

use super::{query::ListQuery, view::RowView};
use crate::format;
use leptos::prelude::*;
use leptos_router::components::A;
use realtoros_domain::{consent::Reach, ids::LeadId};
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
    let head = |column: &'static str, name: &'static str| {
        view! { <th aria-sort=query.aria_sort(column)><A href=query.sorted_by(column).path()>{name}</A></th> }
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
                        <th>"Tags, source"</th>
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
            <th scope="row"><A href=format!("/app/leads/{id}")>{row.name}</A></th>
            <td data-label="Stage"><span class="stage" data-stage=row.stage.as_str()>{row.stage.label()}</span></td>
            <td data-label="Contact" class="address">{address(&row.contact)}</td>
            <td data-label="Texts"><ReachChip reach=row.texts /></td>
            <td data-label="Mail"><ReachChip reach=row.mail /></td>
            <td data-label="Tags, source">
                {row.tags.join(", ")}
                {(!row.source.is_empty()).then(|| view! { <p class="muted small">{row.source}</p> })}
            </td>
            <td data-label="Changed"><time datetime=format::machine(row.changed_at)>{row.changed}</time></td>
        </tr>
    }
}

/// How a lead can be reached on a channel, in a word.
#[component]
pub fn ReachChip(reach: Reach) -> impl IntoView {
    view! { <span class=format!("chip {}", reach.tone())>{reach.label()}</span> }
}

/// An address that breaks before its domain, if it must.
fn address(text: &str) -> impl IntoView + use<> {
    let (name, domain) = text.split_at(text.find('@').unwrap_or(text.len()));
    view! { {name.to_owned()} <wbr /> {domain.to_owned()} }
}
