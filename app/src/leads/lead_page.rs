//! The page of a lead.

use super::{
    consent::ConsentCard, contact::ContactCard, erase::EraseDialog, head::LeadHead, lead_api::open_lead,
    lead_view::LeadView, merged::MergedCard, minor::MinorBanner, own_page::OwnPageCard,
    preferences::PreferencesCard, rights::RightsCard, their_data::TheirDataCard,
};
use crate::{
    AppError,
    assistant::AssistantPanel,
    inbox::{SpokenMessage, Thread},
    live::Live,
    ui::{PageHead, Waiting},
};
use leptos::prelude::*;
use leptos_router::{components::A, hooks::use_params_map};
use realtoros_domain::ids::LeadId;
use uuid::Uuid;

/// `/app/leads/:id`: everything that is known of a lead, and everything that was said.
#[component]
pub fn LeadPage() -> impl IntoView {
    let params = use_params_map();
    // An address that is no id is asked for like an id that does not exist, and answered like one.
    let id = Memo::new(move |_| {
        params.read().get("id").and_then(|id| id.parse().ok()).unwrap_or(LeadId(Uuid::nil()))
    });
    let found = Resource::new(move || id.get(), open_lead);
    let opened = move || {
        Suspend::new(async move {
            match found.await {
                Ok(first) => view! { <Opened found first /> }.into_any(),
                Err(error) => view! { <NotOpened error /> }.into_any(),
            }
        })
    };
    view! {
        <Transition fallback=|| view! { <Waiting what="Opening the lead" /> }>{opened}</Transition>
    }
}

/// The page of a lead is made once; news about the lead are put into it, so that open forms stay as they are.
#[component]
fn Opened(found: Resource<Result<LeadView, AppError>>, first: LeadView) -> impl IntoView {
    let live = Live::get();
    let id = first.id;
    let lead = RwSignal::new(first);
    Effect::new(move |opened: Option<()>| {
        live.leads.track();
        if opened.is_some() {
            leptos::task::spawn_local(async move {
                match open_lead(id).await {
                    Ok(now) => drop(lead.try_set(now)),
                    Err(AppError::NotFound) => found.refetch(),
                    Err(_) => {}
                }
            });
        }
    });
    view! { <Sections id lead=lead.into() /> }
}

#[component]
fn NotOpened(error: AppError) -> impl IntoView {
    view! {
        <PageHead title="This lead cannot be opened".to_owned() lede=error.to_string()>
            <A href="/app/leads" attr:class="button">"All leads"</A>
        </PageHead>
    }
}

#[component]
fn Sections(id: LeadId, lead: Signal<LeadView>) -> impl IntoView {
    let asked = RwSignal::new(0_u32);
    let erase = Callback::new(move |()| asked.update(|n| *n += 1));
    view! {
        <LeadHead lead />
        <Show when=move || lead.read().maybe_minor><MinorBanner lead erase /></Show>
        <EraseDialog lead open=asked />
        <div class="split">
            <div class="stack">
                <AssistantPanel lead=id />
                <Thread lead=Signal::stored(id) />
                <Show when=move || !lead.read().phones.is_empty()><SpokenMessage lead=id /></Show>
            </div>
            <aside class="stack" aria-label="About this lead">
                <ContactCard lead />
                <PreferencesCard lead />
                <ConsentCard lead />
                <OwnPageCard lead />
                <MergedCard lead />
                <RightsCard lead erase />
                <TheirDataCard lead />
            </aside>
        </div>
    }
}
