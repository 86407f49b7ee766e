//! Leads that are one person, side by side.

use super::{
    api::{MergeLeads, UndoMerge, duplicates},
    group_view::{DuplicatesView, GroupView, TwinView},
};
use crate::{
    format,
    live::Live,
    ui::{Empty, Outcome, PageHead, Waiting, loaded},
};
use leptos::prelude::*;
use leptos_router::components::A;
use realtoros_domain::ids::LeadId;

/// `/app/leads/duplicates`.
#[component]
pub fn DuplicatesPage() -> impl IntoView {
    let live = Live::get();
    let found = Resource::new(move || live.leads.get(), |_| duplicates());
    let (merging, undoing) = (ServerAction::<MergeLeads>::new(), ServerAction::<UndoMerge>::new());
    Effect::new(move |_| {
        let merged = merging.value().get().is_some_and(|outcome| outcome.is_ok());
        if merged || undoing.value().get().is_some_and(|outcome| outcome.is_ok()) {
            live.leads.update(|n| *n += 1);
        }
    });
    let groups =
        move || found.get().map(|outcome| loaded(outcome, move |found| view! { <Groups found merging /> }));
    let undo = move || {
        let id = merging.value().get().and_then(Result::ok)?;
        Some(view! {
            <p class="flash ok" role="status">
                <strong>"Merged."</strong>
                " Both values are kept, what differs as a note; the strictest consent counts. "
                <button type="button" class="link-button" on:click=move |_| {
                    undoing.dispatch(UndoMerge { id });
                    merging.value().set(None);
                }>"Undo"</button>
            </p>
        })
    };
    view! {
        <PageHead title="Duplicates".to_owned() lede="Leads that are one person, or may be.">
            <A href="/app/leads" attr:class="button">"All leads"</A>
        </PageHead>
        {undo}
        <Outcome value=undoing.value() done="The merge was taken back." />
        {move || merging.value().get().and_then(Result::err).map(|error| view! { <p class="flash error" role="alert">{error.to_string()}</p> })}
        <Transition fallback=|| view! { <Waiting what="Comparing your leads" /> }>{groups}</Transition>
    }
}

#[component]
fn Groups(found: DuplicatesView, merging: ServerAction<MergeLeads>) -> impl IntoView {
    if found.groups.is_empty() {
        return view! {
            <Empty picture="empty-search.svg" title="No duplicates" text="Nobody is in your list twice.">
                <A href="/app/leads" attr:class="button">"All leads"</A>
            </Empty>
        }
        .into_any();
    }
    let said = format::count(found.total as u64, "person");
    let said = if found.total == 1 { said } else { format!("{} people", found.total) };
    let groups = found.groups.into_iter().map(|group| view! { <Group group merging /> }).collect_view();
    view! { <p role="status">{format!("{said} may be in your list more than once.")}</p> <div class="stack">{groups}</div> }.into_any()
}

/// One person: a column for each lead, a row for each field.
#[component]
fn Group(group: GroupView, merging: ServerAction<MergeLeads>) -> impl IntoView {
    let ids: Vec<LeadId> = group.leads.iter().map(|lead| lead.id).collect();
    let title = group.leads.first().map(|lead| lead.name.clone()).unwrap_or_default();
    let (word, tone) = if group.certain { ("Certain", "ok") } else { ("Likely", "warn") };
    // Only of more than two does a number say which is meant.
    let numbered = ids.len() > 2;
    let names = group
        .leads
        .iter()
        .zip(1..)
        .map(|(lead, n)| {
            let (name, href) = (lead.name.clone(), format!("/app/leads/{}", lead.id));
            view! { <th scope="col">{numbered.then(|| format!("{n}. "))}<A href=href>{name}</A></th> }
        })
        .collect_view();
    let fields = group.leads.first().map(|lead| lead.fields.len()).unwrap_or_default();
    let value =
        |lead: &TwinView, at: usize| lead.fields.get(at).map(|(_, value)| value.clone()).unwrap_or_default();
    let rows = (0..fields)
        .filter(|at| group.leads.iter().any(|lead| !value(lead, *at).is_empty()))
        .map(|at| {
            let name = group.leads[0].fields[at].0.clone();
            let values = group
                .leads
                .iter()
                .map(|lead| view! { <td data-label=lead.name.clone()>{value(lead, at)}</td> })
                .collect_view();
            view! { <tr><th scope="row">{name}</th>{values}</tr> }
        })
        .collect_view();
    let feet = group
        .leads
        .iter()
        .zip(1..)
        .map(|(lead, column)| {
            let (keep, name) = (lead.id, &lead.name);
            let others = ids.iter().copied().zip(1..).filter(move |(other, _)| *other != keep);
            let buttons = others
                .map(|(other, n)| {
                    let text = if numbered {
                        format!("Keep, merge {n} into it")
                    } else {
                        "Keep this one".to_owned()
                    };
                    let label = format!("{text}: {name}, column {column}");
                    view! {
                        <button
                            type="button"
                            class="button small"
                            aria-label=label
                            disabled=move || merging.pending().get()
                            on:click=move |_| { merging.dispatch(MergeLeads { keep, other }); }
                        >
                            {text}
                        </button>
                    }
                })
                .collect_view();
            view! { <td data-label=lead.name.clone()><div class="row">{buttons}</div></td> }
        })
        .collect_view();
    view! {
        <section class="card" aria-label=title>
            <p class="row"><span class=format!("chip {tone}")>{word}</span></p>
            <table class="table">
                <caption class="visually-hidden">"The same person, side by side"</caption>
                <thead><tr><td></td>{names}</tr></thead>
                <tbody>{rows}</tbody>
                <tfoot><tr><td></td>{feet}</tr></tfoot>
            </table>
        </section>
    }
}
