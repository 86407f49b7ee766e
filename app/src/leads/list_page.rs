//! The list of leads.

use super::{
    add::AddLeadForm, api::list_leads, bulk::BulkBar, filters::Filters, query::ListQuery, table::LeadTable,
    view::ListView,
};
use crate::{
    format,
    live::Live,
    ui::{Empty, PageHead, Waiting, loaded},
};
use leptos::prelude::*;
use leptos_router::{components::A, hooks::use_query_map};
use std::collections::BTreeSet;

/// `/app/leads`: the leads, filtered and sorted as the address says.
#[component]
pub fn LeadsPage() -> impl IntoView {
    let live = Live::get();
    let params = use_query_map();
    let query = Memo::new(move |_| ListQuery::from_params(&params.read()));
    let page = Resource::new(move || (query.get(), live.leads.get()), |(query, _)| list_leads(query));
    let selected = RwSignal::new(BTreeSet::new());
    let adding = RwSignal::new(false);
    // Nothing is ticked that cannot be seen.
    Effect::new(move |_| {
        query.track();
        selected.update(BTreeSet::clear);
    });
    let list = move || {
        page.get().map(|outcome| {
            loaded(outcome, |page| {
                if page.in_all == 0 {
                    return view! { <NoLeads adding /> }.into_any();
                }
                if page.rows.is_empty() {
                    return view! { <NoMatch /> }.into_any();
                }
                let query = query.get_untracked();
                let pager = view! { <Pager page=page.clone() query=query.clone() /> };
                view! { <LeadTable rows=page.rows query selected /> {pager} }.into_any()
            })
        })
    };
    view! {
        <PageHead title="Leads".to_owned() lede="Everybody you work with, and who may hear from you.">
            <A href="/app/leads/board" attr:class="button">"Board"</A>
            <A href="/app/leads/duplicates" attr:class="button">"Duplicates"</A>
            <A href="/app/import" attr:class="button">"Import"</A>
            <button type="button" class="button primary" aria-expanded=move || adding.get().to_string() on:click=move |_| adding.update(|open| *open = !*open)>
                "Add a lead"
            </button>
        </PageHead>
        <Show when=move || adding.get()><AddLeadForm open=adding /></Show>
        <Filters query />
        <Transition fallback=|| view! { <Waiting what="Loading your leads" /> }>{list}</Transition>
        <Show when=move || !selected.get().is_empty()><BulkBar selected /></Show>
    }
}

/// How many there are, and the pages around this one.
#[component]
fn Pager(page: ListView, query: ListQuery) -> impl IntoView {
    let of_all = if query.is_filtered() { format!(" of {}", page.in_all) } else { String::new() };
    let shown = format!("{}{of_all}", format::count(page.total as u64, "lead"));
    let previous = page.before.map(|id| query.with(|query| query.before = Some(id)).path());
    let next = page.after.map(|id| query.with(|query| query.after = Some(id)).path());
    view! {
        <nav class="pager" aria-label="Pages">
            <span role="status">{shown}</span>
            <ul>
                {previous.map(|path| view! { <li><A href=path attr:rel="prev">"Previous"</A></li> })}
                {next.map(|path| view! { <li><A href=path attr:rel="next">"Next"</A></li> })}
            </ul>
        </nav>
    }
}

#[component]
fn NoLeads(adding: RwSignal<bool>) -> impl IntoView {
    view! {
        <Empty picture="empty-leads.svg" title="No leads yet" text="Bring your list from a spreadsheet or another CRM. Nothing is sent to anybody.">
            <p class="row">
                <A href="/app/import" attr:class="button primary">"Import your leads"</A>
                <button type="button" class="button" on:click=move |_| adding.set(true)>"Add a lead"</button>
            </p>
        </Empty>
    }
}

#[component]
fn NoMatch() -> impl IntoView {
    view! {
        <Empty picture="empty-search.svg" title="Nobody matches" text="No lead fits this search and these filters.">
            <A href="/app/leads" attr:class="button">"Show all leads"</A>
        </Empty>
    }
}
