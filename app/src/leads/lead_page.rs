//! The page of a lead.

use super::{
    consent::ConsentCard, contact::ContactCard, head::LeadHead, lead_api::open_lead, lead_view::LeadView,
    merged::MergedCard, preferences::PreferencesCard,
};
use crate::{
    AppError,
    assistant::AssistantPanel,
    inbox::Thread,
    live::Live,
    ui::{Waiting, loaded},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use realtoros_domain::ids::LeadId;

/// `/app/leads/:id`: everything that is known of a lead, and everything that was said.
#[component]
pub fn LeadPage() -> impl IntoView {
    let live = Live::get();
    let params = use_params_map();
    let id = Memo::new(move |_| params.read().get("id").and_then(|id| id.parse::<LeadId>().ok()));
    let found = Resource::new(
        move || (id.get(), live.leads.get()),
        |(id, _)| async move {
            match id {
                Some(id) => open_lead(id).await,
                None => Err(AppError::NotFound),
            }
        },
    );
    view! {
        <Transition fallback=|| view! { <Waiting what="Opening the lead" /> }>
            <Opened found />
        </Transition>
    }
}

/// The page is made anew for another lead only: news about this one leave open forms alone.
#[component]
fn Opened(found: Resource<Result<LeadView, AppError>>) -> impl IntoView {
    let who = Memo::new(move |_| found.get().map(|outcome| outcome.map(|lead| lead.id)));
    move || {
        let first = found.get_untracked().and_then(Result::ok);
        who.get().map(|outcome| {
            loaded(outcome, |id| {
                first.map(|first| {
                    let lead = Memo::new(move |before: Option<&LeadView>| {
                        let now = found.get().and_then(Result::ok).filter(|lead| lead.id == id);
                        now.or_else(|| before.cloned()).unwrap_or_else(|| first.clone())
                    });
                    view! { <Sections id lead /> }
                })
            })
        })
    }
}

#[component]
fn Sections(id: LeadId, lead: Memo<LeadView>) -> impl IntoView {
    // Conversation and assistant are fetched once the page is awake: inside the page's own waiting, what the server
    // rendered of theirs would not be what the browser expects.
    let awake = RwSignal::new(false);
    Effect::new(move |_| awake.set(true));
    let conversation = move || {
        awake.get().then(|| {
            view! {
                <AssistantPanel lead=id />
                <Thread lead=Signal::stored(id) />
            }
        })
    };
    view! {
        <LeadHead lead />
        <div class="split">
            <div class="stack">
                {conversation}
            </div>
            <aside class="stack" aria-label="About this lead">
                <ContactCard lead />
                <PreferencesCard lead />
                <ConsentCard lead />
                <MergedCard lead />
            </aside>
        </div>
    }
}
